import type { TurnSize } from '../../app/cost/tokens.ts'
import { failWith } from '../../app/errors.ts'
import { mp3Rates, wholeUpload } from '../../app/profiles/uploads.ts'
import { type AskOptions, ask } from '../endpoint/ask.ts'
import { askByWords } from '../endpoint/cascade.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import type { ReplyPart } from '../endpoint/reply/reply-part.ts'
import type { RequestMessage } from '../endpoint/request/messages.ts'
import { KeptSound } from '../endpoint/request/request-body.ts'
import type { ReadAttachment } from '../turns/attachments.ts'

/** What is asked from a shell. */
export interface AskedQuestion {
  text: string
  attachments: readonly ReadAttachment[]
  /** How its reply is to be encoded. */
  format: Endpoint['format']
}

/**
 * Asks an endpoint in its own way: recordings as sound, converted as it wants them, or by their words. Yields and throws as `ask`;
 * `model_cannot_hear` where the user says so of its model.
 */
export function askInItsWay(
  endpoint: Endpoint,
  { text, attachments, format }: AskedQuestion,
  options: AskOptions,
): AsyncGenerator<ReplyPart> {
  if (endpoint.way === 'cascade') {
    const unheard = attachments.map(({ bytes, ...sound }, i) => ({
      turnId: String(i),
      sound: { ...sound, location: bytes },
    }))
    return askByWords(
      endpoint,
      {
        unheard,
        messages: heard =>
          messagesOf(endpoint, [text, ...[...heard.values()].map(({ words }) => words)].filter(isSaid).join('\n\n')),
      },
      options,
    )
  }
  if (attachments.length > 0 && endpoint.abilities.hears === 'no') {
    throw failWith('model_cannot_hear', { model: endpoint.model })
  }
  const words = isSaid(text) ? [{ type: 'text', text } as const] : []
  const sounds = attachments.map(({ bytes, format }) => {
    const kbps = format === 'wav' ? mp3Rates[wholeUpload(endpoint.upload, null)] : null
    const data = new KeptSound(bytes, kbps)
    return { type: 'input_audio', input_audio: { data, format: kbps === null ? format : 'mp3' } } as const
  })
  const content = sounds.length === 0 ? text : [...words, ...sounds]
  return ask({ ...endpoint, format }, { messages: messagesOf(endpoint, content) }, options)
}

/** How much is asked, as far as that is known before anybody has heard it. */
export function sizeOfQuestion(
  { text, attachments }: Pick<AskedQuestion, 'text' | 'attachments'>,
  { instructions, way }: Endpoint,
): Pick<TurnSize, 'heardMs' | 'heardCharacters'> {
  const heardMs = way === 'cascade' ? 0 : attachments.reduce((sum, { durationMs }) => sum + durationMs, 0)
  return { heardMs, heardCharacters: instructions.length + text.length }
}

function messagesOf(
  { instructions }: Endpoint,
  content: (RequestMessage & { role: 'user' })['content'],
): RequestMessage[] {
  const system = isSaid(instructions) ? [{ role: 'system', content: instructions } as const] : []
  return [...system, { role: 'user', content }]
}

function isSaid(words: string): boolean {
  return words.trim() !== ''
}
