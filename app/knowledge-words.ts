import { catalogue } from './catalogue.ts'
import type { Knowledge } from './knowledge.ts'

const proxyMayDrop = 'A LiteLLM proxy on the way leaves that wish out when `drop_params` is on.'

/** What the window says of what was learned of a server and model, which it does not begin with. */
export const knowledgeWords = catalogue('knowledgeWords', {
  title: 'What was learned',
  none: 'Nothing yet. It is learned with the first question.',
  forget: 'Forget what was learned',
  forgetHint: 'It is learned anew, and is forgotten by itself when base URL or model changes.',
  /** Below a reply of words alone. */
  voiceLost: `It was asked for sound, and sent words alone. ${proxyMayDrop}`,
  /** A line for everything that is known. */
  list: (known: Knowledge): string[] => [
    ...(known.streams === null && known.format === null ? [] : [arrival(known)]),
    ...(known.speaks === false ? [silence(known)] : []),
    ...(known.hears === null ? [] : [known.hears ? 'Hears recordings.' : 'Does not hear recordings.']),
    ...(known.keepsAudioIds === false
      ? ['Does not remember the sound of its earlier replies: it is sent their words.']
      : []),
    ...(known.soundAfterFinish === true
      ? ['Sends sound after it has said that the reply is done; a LiteLLM proxy in between would lose it.']
      : []),
  ],
})

function arrival({ streams, format }: Knowledge): string {
  const how = format === null ? '' : ` as ${format}`
  if (streams === null) return `Replies come${how}.`
  return streams ? `Streams replies${how}.` : `Sends replies as a whole${how}.`
}

function silence({ refusesToSpeak, unspokenReplies }: Knowledge): string {
  if (refusesToSpeak) return 'Answers in words only: it refuses to make sound.'
  const times = unspokenReplies === 2 ? 'twice' : `${unspokenReplies} times in a row`
  return `Answers in words only: it was asked for sound ${times} and sent none. ${proxyMayDrop}`
}
