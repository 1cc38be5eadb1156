import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import * as v from 'valibot'
import { failWith } from '../../../app/errors.ts'
import {
  ExportCaptionsSchema,
  type ExportOptions,
  ExportSoundSchema,
  type Progress,
} from '../../../app/library/exchange.ts'
import { count, formatProgress } from '../../../app/words/counts.ts'
import { formatBytes } from '../../../app/words/format.ts'
import { conversationsToExport, writeExport } from '../../exchange/export.ts'
import type { Library } from '../../library/library.ts'
import { Misuse } from '../../parse-arguments.ts'
import type { Call, Command } from './command.ts'
import { withLibrary } from './open-existing.ts'
import { findConversation } from './show.ts'

const sounds = ExportSoundSchema.options.join(', ')
const captionsNamed = ExportCaptionsSchema.options.join(', ')

/** Writes conversations to a file. */
export const exportCommand: Command = {
  name: 'export',
  operands: '[ID…]',
  count: { min: 0, max: 10_000 },
  summary: 'Write conversations, or --all but the trash, to one ZIP file.',
  options: [
    { name: 'out', value: 'FILE', summary: 'where to; a file of that name is replaced once all is written' },
    { name: 'all', value: null, summary: 'all conversations' },
    { name: 'sound', value: 'FORMAT', summary: `${sounds} (default: wav)` },
    { name: 'captions', value: 'FORMAT', summary: `${captionsNamed} (default: none)` },
    { name: 'mixed', value: null, summary: 'one conversation as one WAV file with both voices; a ZIP with captions' },
  ],
  async run(call, surroundings) {
    const { stdout, progress, signal } = surroundings
    const { out, ...options } = read(call)
    const written = await withLibrary(call, surroundings, async library => {
      const meant: ExportOptions = { ...options, scope: scopeOf(call, library) }
      const conversations = conversationsToExport(library, meant)
      let share = 'Writing'
      progress.show(() => share)
      const onProgress = ({ doneBytes, totalBytes, name }: Progress) => {
        share = `${formatProgress(doneBytes, totalBytes)}: ${name}`
        progress.refresh()
      }
      await writeExport(conversations, out, { library, options: meant, now: Date.now(), signal, onProgress }).catch(
        error => {
          throw signal.aborted ? failWith('cancelled') : error
        },
      )
      return { file: out, bytes: (await stat(out)).size, conversations: conversations.length }
    })
    progress.end()
    const { file, bytes, conversations } = written
    const told = count(conversations, 'conversation is', 'conversations are')
    stdout.write(call.printsJson ? `${JSON.stringify(written)}\n` : `${told} in ${file}, ${formatBytes(bytes)}.\n`)
    return true
  },
}

function read({ values, operands }: Call): Omit<ExportOptions, 'scope'> & { out: string } {
  const out = values.get('out')?.[0]
  if (!out) throw new Misuse('export wants --out FILE.')
  const isAll = values.has('all')
  if (isAll === operands.length > 0) throw new Misuse('export wants ids of conversations, or --all.')
  if (values.has('mixed') && operands.length !== 1) throw new Misuse('--mixed wants one conversation.')
  const sound = v.safeParse(ExportSoundSchema, values.get('sound')?.[0] ?? 'wav')
  if (!sound.success) throw new Misuse(`--sound wants one of ${sounds}.`)
  if (values.has('mixed') && sound.output !== 'wav') throw new Misuse('--mixed makes a WAV: leave --sound away.')
  const captions = v.safeParse(ExportCaptionsSchema, values.get('captions')?.[0] ?? 'none')
  if (!captions.success) throw new Misuse(`--captions wants one of ${captionsNamed}.`)
  return { out: resolve(out), sound: sound.output, captions: captions.output, isMixed: values.has('mixed') }
}

function scopeOf({ operands }: Call, library: Library): ExportOptions['scope'] {
  if (operands.length === 0) return { kind: 'all' }
  return { kind: 'some', conversationIds: operands.map(start => findConversation(library, start).id) }
}
