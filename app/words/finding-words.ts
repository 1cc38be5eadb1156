import { sentenceOf } from '../errors.ts'
import type { FailureCode } from '../failure-values.ts'
import type { Finding, FindingValues } from '../profiles/findings.ts'
import { catalogue } from './catalogue.ts'
import { count } from './counts.ts'
import { doctorWords } from './doctor-words.ts'
import { formatDateOf, formatSeconds, formatUsd } from './format.ts'
import { knowledgeWords } from './knowledge-words.ts'
import { formatNumber } from './platform-formats.ts'
import { withoutLastSentence } from './sentences.ts'

type Findings = { [Name in Exclude<keyof FindingValues, 'failed'>]: (values: FindingValues[Name]) => string }

const ALLOWED = '`allowed_openai_params: ["audio", "modalities"]`'

/** What a checkup says of a check: what was found, and what to do. In whole sentences. */
export const findingWords = catalogue<Findings>('findingWords', {
  reachable: () => 'A connection was made.',
  reachable_through: ({ proxy }) => `A connection was made, through the proxy ${proxy}.`,
  encrypted: ({ protocol }) => `The certificate is trusted (${protocol}).`,
  stays_here: () => 'Not encrypted, and need not be: what is sent does not leave this computer.',
  unencrypted: ({ host }) => `What is sent to ${host}, the key too, can be read on the way.`,
  unencrypted_fix: () => 'Use an address that begins with https://, if the server has one.',
  answers: () => 'It speaks chat completions.',
  answers_litellm: () => 'A LiteLLM proxy speaks chat completions.',
  key_taken: ({ source }) => `The key from ${source} was taken.`,
  keyless: () => 'No key is sent, and none is wanted.',
  model_known: ({ asked }) => `“${asked}” is known.`,
  model_answers: ({ asked, answered }) =>
    answered === null || answered === asked
      ? `“${asked}” answers.`
      : `“${asked}” answers, and calls itself “${answered}”.`,
  unlisted: () => 'Its server does not list it.',
  will_be_shut_down: ({ day }) => `It will be shut down on ${formatDateOf(day)}.`,
  should_be_shut_down: ({ day }) => `It was to be shut down on ${formatDateOf(day)}, and may end any day.`,
  shut_down_fix: () => 'Choose another model before that.',
  model_gone_behind: () =>
    'The server lists this name, so what stands behind it is probably gone: ask its admin to name another model there.',
  models_that_speak: ({ names }) => `It lists these that speak: ${names.map(name => `“${name}”`).join(', ')}.`,
  heard_words: () => 'It repeated what the recording says.',
  heard_tokens: ({ tokens: n }) => `It counted ${count(n, 'token', 'tokens')} of sound in the recording.`,
  heard_by_practice: () => 'The practice partner played the recording back.',
  unheard: ({ answer }) =>
    `The recording was taken, but nothing shows that it was heard. Asked to repeat it, it said “${answer}”.`,
  unheard_wordless: () => 'The recording was taken, and the answer has no words to show whether it was heard.',
  unheard_fix: () => 'If it does not answer what you say, choose a model that hears.',
  uploads: ({ format }) => `A recording was taken while it was sent, as ${knowledgeWords.uploadFormats[format]}.`,
  uploads_hindered: ({ obstacle }) =>
    `A recording is not taken while it is spoken: ${knowledgeWords.uploadObstacles[obstacle]}.`,
  uploads_whole: () => 'Nothing has to be done: recordings are sent when they are whole.',
  uploads_as_mp3: () => 'Nothing has to be done: recordings are sent while you speak as MP3, if that is taken.',
  uploads_untried: () => 'Not tried: the question had to be asked in another way. It shows with the next recording.',
  uploads_wished: () => 'Not tried: this profile lets recordings be sent when they are whole.',
  speaks: ({ ms, format }) => `${formatSeconds(ms)} of sound arrived, as ${format}.`,
  silent: () => 'Sound arrived, but it is silent.',
  silent_fix: () => 'Choose another voice, or another format under “Replies as”.',
  undecodable: ({ format }) => `Sound arrived, but Parley cannot play what there is of it (${format}).`,
  undecodable_fix: () => 'Choose another format under “Replies as”.',
  sound_dropped: () =>
    'The proxy answered, but no audio reached us: `drop_params` is probably on, and the model was never asked to speak.',
  sound_dropped_fix: () => `Ask its admin to set ${ALLOWED} for this model, or choose another model.`,
  sound_lost: () => 'The proxy answered, the model made audio, but no audio reached us: it was lost on the way.',
  sound_lost_fix: () => 'Let replies arrive when they are whole, or ask the admin of the proxy.',
  words_only: () => 'It was asked to speak, and answered in words alone.',
  words_only_fix: () => 'Choose a model that speaks. A proxy in between may also leave the request for sound out.',
  speech_refused: () => 'It refuses to speak, and answers in words.',
  speech_refused_fix: () => 'Choose a model that speaks.',
  speech_refused_litellm_fix: () =>
    `Ask the admin of the proxy to set ${ALLOWED} for this model, or choose another model.`,
  streams: () => 'The reply comes while it is made.',
  comes_whole: () => 'The reply comes only when it is whole.',
  comes_whole_fix: () => 'Nothing has to be done; you wait a little longer.',
  whole_in_format: () => 'Not tried: replies in the format of this profile come when they are whole.',
  whole_wished: () => 'Not tried: this profile lets replies arrive when they are whole.',
  transcript: () => 'The words of the reply come along.',
  wordless: () => 'The reply came without its words, so it cannot be read or searched.',
  usage: ({ sent, answered, ofSound }) =>
    `${count(sent, 'token', 'tokens')} sent and ${formatNumber(answered, {})} answered, ${formatNumber(ofSound, {})} of them sound.`,
  usage_rough: () => 'Tokens are counted, but sound is not told from words, so what replies cost is an estimate.',
  uncounted: () => 'No tokens are counted, so what replies cost is an estimate.',
  id_kept: () => 'It knows its earlier answer by its id.',
  id_lost: () =>
    'It gave its answer an id and did not know it afterwards (audio_not_found). Earlier answers are sent as words.',
  id_lost_fix: () => 'Behind a proxy, let all questions of a model go to one server.',
  id_refused: () => 'It did not take the id of its earlier answer. Earlier answers are sent as words.',
  idless: () => 'It gives its answers no id, so earlier answers are sent as words.',
  transcribed: ({ words }) => `A recording was put into words: “${words}”.`,
  transcription_unwanted: () => 'Not tried: recordings are not put into words.',
  not_tried_after: ({ check }) => `Not tried, because of “${doctorWords.labels[check]}”.`,
  not_tried_stopped: () => 'Not tried: the check was stopped.',
  not_tried_limit: ({ limitUsd }) => `Not tried: this month’s limit of ${formatUsd(limitUsd)} is reached.`,
})

/** Failures whose sentences end with what is kept of a turn. Of a checkup nothing is. */
const tellingWhatIsKept: readonly FailureCode[] = ['internal', 'stalled', 'cut_off']

/** What a checkup says, in the language being spoken. */
export function sayFinding(finding: Finding): string {
  if (finding.name === 'failed') {
    const sentence = sentenceOf(finding.failure)
    return tellingWhatIsKept.includes(finding.failure.code) ? withoutLastSentence(sentence) : sentence
  }
  const say = findingWords[finding.name] as (values: Finding) => string
  return say(finding)
}
