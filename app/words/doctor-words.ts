import type { Check, CheckName, Checkup, CheckupPrice } from '../profiles/doctor.ts'
import type { UploadObstacle } from '../profiles/uploads.ts'
import { catalogue } from './catalogue.ts'
import { count } from './counts.ts'
import { formatSeconds, formatUsd } from './format.ts'
import { knowledgeWords } from './knowledge-words.ts'

const ALLOWED = '`allowed_openai_params: ["audio", "modalities"]`'

const labels: Record<CheckName, string> = {
  reachable: 'Reachable',
  encrypted: 'Encryption',
  answers: 'Chat completions',
  key: 'Key',
  model: 'Model',
  hears: 'Hears',
  uploads: 'Sent while you speak',
  speaks: 'Speaks',
  streams: 'Streams',
  transcript: 'Words of the reply',
  usage: 'Tokens counted',
  audioIds: 'Several turns',
  transcription: 'Words of recordings',
}

const states: Record<Check['state'], string> = {
  waiting: 'waits',
  running: 'is being checked',
  good: 'good',
  warning: 'works, with a remark',
  failed: 'failed',
  skipped: 'not tried',
}

/** What the doctor says, in the window, in a shell and in its report. */
export const doctorWords = catalogue('doctorWords', {
  title: 'Check this profile',
  hint: 'Sends a short recording that comes with Parley and one more question, and says of every layer whether it works.',
  start: (price: CheckupPrice | null) => {
    if (!price) return 'Check'
    if (price.isFree) return 'Check (free)'
    return price.usd === null ? 'Check (price not known)' : `Check (about ${formatUsd(price.usd)})`
  },
  stop: 'Stop',
  copy: 'Copy report',
  copied: 'Copied',
  list: 'What was found',
  labels,
  states,
  running: (name: CheckName | undefined) => (name ? `Checking: ${labels[name]}` : 'Checking'),
  latency: (ms: number) => (ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${formatSeconds(ms)}`),
  cost: ({ usd, isEstimate }: NonNullable<Checkup['cost']>) =>
    `It cost ${isEstimate ? 'about ' : ''}${formatUsd(usd)}.`,

  /** All of a checkup in one sentence. */
  allGood: 'Everything works.',
  remarks: (n: number) => `It works, with ${count(n, 'remark', 'remarks')}.`,
  failed: (label: string, says: string) => `${label}: ${says}`,
  stopped: 'Stopped.',

  /** What was found, by check. `says` is what, `fix` what to do. */
  reachable: 'A connection was made.',
  reachableThrough: (proxy: string) => `A connection was made, through the proxy ${proxy}.`,
  encrypted: (protocol: string) => `The certificate is trusted (${protocol}).`,
  staysHere: 'Not encrypted, and need not be: what is sent does not leave this computer.',
  unencrypted: (host: string) => `What is sent to ${host}, the key too, can be read on the way.`,
  unencryptedFix: 'Use an address that begins with https://, if the server has one.',
  answers: 'It speaks chat completions.',
  answersLiteLlm: 'A LiteLLM proxy speaks chat completions.',
  /** `source` is where the key came from: "Settings", or the name of an environment variable. */
  keyTaken: (source: string) => `The key from ${source} was taken.`,
  keyless: 'No key is sent, and none is wanted.',
  modelKnown: (asked: string) => `“${asked}” is known.`,
  modelAnswers: (asked: string, answered: string | null) =>
    answered === null || answered === asked
      ? `“${asked}” answers.`
      : `“${asked}” answers, and calls itself “${answered}”.`,
  unlisted: 'Its server does not list it.',
  willBeShutDown: (day: string) => `It will be shut down on ${day}.`,
  shouldBeShutDown: (day: string) => `It was to be shut down on ${day}, and may end any day.`,
  shutDownFix: 'Choose another model before that.',
  modelGoneBehind:
    'The server lists this name, so what stands behind it is probably gone: ask its admin to name another model there.',
  modelsThatSpeak: (names: readonly string[]) =>
    `It lists these that speak: ${names.map(name => `“${name}”`).join(', ')}.`,
  heardWords: 'It repeated what the recording says.',
  heardTokens: (n: number) => `It counted ${count(n, 'token', 'tokens')} of sound in the recording.`,
  heardByPractice: 'The practice partner played the recording back.',
  unheard: (answer: string) =>
    `The recording was taken, but nothing shows that it was heard. Asked to repeat it, it said “${answer}”.`,
  unheardWordless: 'The recording was taken, and the answer has no words to show whether it was heard.',
  unheardFix: 'If it does not answer what you say, choose a model that hears.',
  uploads: (format: string) => `A recording was taken while it was sent, as ${format}.`,
  uploadsHindered: (obstacle: UploadObstacle) =>
    `A recording is not taken while it is spoken: ${knowledgeWords.uploadObstacles[obstacle]}.`,
  uploadsWhole: 'Nothing has to be done: recordings are sent when they are whole.',
  uploadsAsMp3: 'Nothing has to be done: recordings are sent while you speak as MP3, if that is taken.',
  uploadsUntried: 'Not tried: the question had to be asked in another way. It shows with the next recording.',
  uploadsWished: 'Not tried: this profile lets recordings be sent when they are whole.',
  speaks: (ms: number, format: string) => `${formatSeconds(ms)} of sound arrived, as ${format}.`,
  silent: 'Sound arrived, but it is silent.',
  silentFix: 'Choose another voice, or another format under “Replies as”.',
  undecodable: (format: string) => `Sound arrived, but Parley cannot play what there is of it (${format}).`,
  undecodableFix: 'Choose another format under “Replies as”.',
  soundDropped:
    'The proxy answered, but no audio reached us: `drop_params` is probably on, and the model was never asked to speak.',
  soundDroppedFix: `Ask its admin to set ${ALLOWED} for this model, or choose another model.`,
  soundLost: 'The proxy answered, the model made audio, but no audio reached us: it was lost on the way.',
  soundLostFix: 'Let replies arrive when they are whole, or ask the admin of the proxy.',
  wordsOnly: 'It was asked to speak, and answered in words alone.',
  wordsOnlyFix: 'Choose a model that speaks. A proxy in between may also leave the request for sound out.',
  speechRefused: 'It refuses to speak, and answers in words.',
  speechRefusedFix: 'Choose a model that speaks.',
  speechRefusedLiteLlmFix: `Ask the admin of the proxy to set ${ALLOWED} for this model, or choose another model.`,
  streams: 'The reply comes while it is made.',
  comesWhole: 'The reply comes only when it is whole.',
  comesWholeFix: 'Nothing has to be done; you wait a little longer.',
  wholeInFormat: 'Not tried: replies in the format of this profile come when they are whole.',
  wholeWished: 'Not tried: this profile lets replies arrive when they are whole.',
  transcript: 'The words of the reply come along.',
  wordless: 'The reply came without its words, so it cannot be read or searched.',
  usage: (sent: number, answered: number, ofSound: number) =>
    `${count(sent, 'token', 'tokens')} sent and ${answered} answered, ${ofSound} of them sound.`,
  usageRough: 'Tokens are counted, but sound is not told from words, so what replies cost is an estimate.',
  uncounted: 'No tokens are counted, so what replies cost is an estimate.',
  idKept: 'It knows its earlier answer by its id.',
  idLost:
    'It gave its answer an id and did not know it afterwards (audio_not_found). Earlier answers are sent as words.',
  idLostFix: 'Behind a proxy, let all questions of a model go to one server.',
  idRefused: 'It did not take the id of its earlier answer. Earlier answers are sent as words.',
  idless: 'It gives its answers no id, so earlier answers are sent as words.',
  transcribed: (words: string) => `A recording was put into words: “${words}”.`,
  transcriptionUnwanted: 'Not tried: recordings are not put into words.',
  notTriedAfter: (name: CheckName) => `Not tried, because of “${labels[name]}”.`,
  notTriedStopped: 'Not tried: the check was stopped.',
  notTriedLimit: (limit: string) => `Not tried: this month’s limit of ${limit} is reached.`,

  report: {
    title: 'Parley’s check of an endpoint',
    server: 'Server',
    kind: 'Kind',
    model: 'Model',
    voice: 'Voice',
    asked: 'Asked for',
    version: 'Parley',
    at: 'When',
    cost: 'Cost',
    free: 'nothing',
    unknown: 'not known',
  },
})
