import { statSync } from 'node:fs'
import type { Conversation } from '../../app/conversation.ts'
import { failWith } from '../../app/errors.ts'
import { shownTitle } from '../../app/words/shown-title.ts'
import { writeZip } from '../archive/zip-writer.ts'
import { writeStreamedFile } from '../files/streamed-file.ts'
import { openMixedWav } from '../sound/mixed-wav.ts'
import { captionsFile, cuesOfTurn, type Voice } from './captions.ts'
import type { ExportJob } from './export-job.ts'
import { exportFileName } from './export-name.ts'
import type { ProgressCount } from './progress.ts'

/** Writes one conversation as a WAV file with both voices in turn; with captions, as a ZIP of both files. */
export async function exportMixed(
  conversation: Conversation,
  path: string,
  { library, options, now, signal, progress }: ExportJob & { progress: ProgressCount },
): Promise<void> {
  progress.at(shownTitle(conversation))
  const heard = library.turnsOf(conversation.id).flatMap(turn =>
    (['recording', 'reply'] as const).flatMap((voice: Voice) => {
      const sound = voice === 'reply' ? turn.reply?.sound : turn.recording
      const soundPath = sound && library.pathOf(sound)
      return soundPath && statSync(soundPath, { throwIfNoEntry: false })?.isFile() ? [{ turn, voice, soundPath }] : []
    }),
  )
  if (heard.length === 0) throw failWith('not_found', { what: 'sound-of-conversation' })
  const stop = signal ? { signal } : {}
  const mixed = await openMixedWav(
    heard.map(({ soundPath }) => soundPath),
    stop,
  )
  const pieces = progress.counting(mixed.pieces(), conversation.bytes)
  if (options.captions === 'none') {
    await writeStreamedFile(path, pieces, signal)
    return
  }
  const cues = heard.flatMap(({ turn, voice }, i) => cuesOfTurn(turn, voice, mixed.startsMs[i]))
  const name = exportFileName(now, shownTitle(conversation), 'wav')
  const captions = {
    name: name.replace(/wav$/, options.captions),
    content: captionsFile(cues, options.captions),
  }
  await writeZip(path, [{ name, content: pieces }, captions], stop)
}
