import type { Knowledge } from '../profiles/knowledge.ts'
import { type UploadFormat, type UploadObstacle, type Uploads, uploadFormats } from '../profiles/uploads.ts'
import { catalogue } from './catalogue.ts'
import { formatSeconds } from './format.ts'

const proxyMayDrop = 'A LiteLLM proxy on the way leaves that wish out when `drop_params` is on.'

const formats: Record<UploadFormat, string> = { wav: 'WAV', mp3: 'MP3', 'mp3-small': 'small MP3' }

const uploadObstacles: Record<UploadObstacle, string> = {
  'length-required': 'it wants to know beforehand how long a request is',
  'too-large': 'it takes no request of that size',
  refused: 'it refused what it then took as a whole',
  'broke-off': 'it broke off before the recording was whole',
  stalled: 'it stopped reading',
  slow: 'the connection takes less than is spoken',
}

/** What the window says of what was learned of a server and model, which it does not begin with. */
export const knowledgeWords = catalogue('knowledgeWords', {
  title: 'What was learned',
  none: 'Nothing yet. It is learned with the first question.',
  forget: 'Forget what was learned',
  forgetHint: 'It is learned anew, and is forgotten by itself when base URL or model changes.',
  /** Why a server does not get recordings while they are made. */
  uploadObstacles,
  /** What recordings are sent as. */
  uploadFormats: formats,
  /** Below a reply of words alone. */
  voiceLost: `It was asked for sound, and sent words alone. ${proxyMayDrop}`,
  /** A line for everything that is known. */
  list: (known: Knowledge): string[] => [
    ...(known.streams === null && known.format === null ? [] : [arrival(known)]),
    ...(known.speaks === false ? [silence(known)] : []),
    ...(known.hears === null ? [] : [known.hears ? 'Hears recordings.' : 'Does not hear recordings.']),
    ...uploadLines(known.uploads),
    ...(known.keepsAudioIds === false
      ? ['Does not remember the sound of its earlier replies: it is sent their words.']
      : []),
    ...(known.soundAfterFinish === true
      ? ['Sends sound after it has said that the reply is done; a LiteLLM proxy in between would lose it.']
      : []),
  ],
})

function uploadLines(uploads: Uploads): string[] {
  const lines = uploadFormats.map(format => {
    const came = uploads[format]
    if (came === null) return ''
    const name = formats[format]
    if (came === 'taken') return `Takes recordings while you speak, as ${name}.`
    return `Does not take recordings while you speak as ${name}: ${uploadObstacles[came]}.`
  })
  const limit =
    uploads.longestMs === null
      ? ''
      : `Cut a recording off that took long: those over ${formatSeconds(uploads.longestMs)} are sent when they are whole.`
  return [...lines, limit].filter(line => line !== '')
}

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
