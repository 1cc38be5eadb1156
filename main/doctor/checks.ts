import { type AppError, toFailure } from '../../app/errors.ts'
import type { CheckName } from '../../app/profiles/check-names.ts'
import type { Check } from '../../app/profiles/doctor.ts'
import type { Finding } from '../../app/profiles/findings.ts'
import { isPrivateWay } from '../../app/profiles/profiles.ts'
import { announcedShutdown, shutdownAt } from '../../app/profiles/shutdowns.ts'
import { nothingTried, spokenUpload } from '../../app/profiles/uploads.ts'
import { SILENCE_DBFS } from '../../app/talk/talk-timing.ts'
import { hostOf } from '../endpoint/base-url.ts'
import { quote } from '../endpoint/failure/redact.ts'
import { isUsuallyStreamed } from '../endpoint/manner.ts'
import { answerOf, type Findings } from './findings.ts'
import type { HeardAnswer } from './hear-answer.ts'
import { repeatsRecording } from './questions.ts'

/** The steps of a checkup, in order. */
export const steps = ['connect', 'ask', 'go on', 'transcribe'] as const
/** One step. Several checks may judge its result. */
export type Step = (typeof steps)[number]

/** How many models are proposed by name at most. */
const NAMED_MODELS = 5

/** What to do if no voice was heard. */
type SpeechFix = Extract<
  Finding['name'],
  `${'undecodable' | 'silent' | 'words_only' | 'sound_lost' | 'sound_dropped'}_fix` | `speech_refused${string}_fix`
>

/** The result of one check. */
export type Verdict = Pick<Check, 'state' | 'ms' | 'says' | 'fix'>

/** A check: the step it belongs to, and how it judges the findings. */
export interface CheckRow {
  name: CheckName
  step: Step
  /** Null when there was nothing to judge. A failure that prevented it is judged by another check. */
  judge: (findings: Findings) => Verdict | null
}

/** Every check, in order. */
export const checkRows: readonly CheckRow[] = [
  { name: 'reachable', step: 'connect', judge: judgeConnection },
  { name: 'encrypted', step: 'connect', judge: judgeEncryption },
  { name: 'answers', step: 'ask', judge: byAnswer(judgeServer) },
  { name: 'key', step: 'ask', judge: byAnswer(judgeKey) },
  { name: 'model', step: 'ask', judge: byAnswer(judgeModel) },
  { name: 'hears', step: 'ask', judge: judgeHearing },
  { name: 'uploads', step: 'ask', judge: judgeUpload },
  { name: 'speaks', step: 'ask', judge: byReply(judgeSpeech) },
  { name: 'streams', step: 'ask', judge: byReply(judgeStream) },
  { name: 'transcript', step: 'ask', judge: byReply(judgeTranscript) },
  { name: 'usage', step: 'ask', judge: byReply(judgeUsage) },
  { name: 'audioIds', step: 'go on', judge: judgeAudioIds },
  { name: 'transcription', step: 'transcribe', judge: judgeTranscription },
]

function verdict(
  state: Check['state'],
  says: Finding | Finding[],
  more: { ms?: number | null; fix?: Finding } = {},
): Verdict {
  return { state, says: [says].flat(), ms: more.ms ?? null, fix: more.fix ?? null }
}

/** A failure as a finding. */
export function failed(failure: AppError): Finding {
  return { name: 'failed', failure: toFailure(failure) }
}

/** For checks that can be judged once a server has answered, even if its answer is a failure. */
function byAnswer(judge: (answer: HeardAnswer, findings: Findings) => Verdict): CheckRow['judge'] {
  return findings => {
    const answer = answerOf(findings)
    return answer && judge(answer, findings)
  }
}

/** For checks that can be judged by a reply, however much of it arrived. */
function byReply(judge: (answer: HeardAnswer, findings: Findings) => Verdict | null): CheckRow['judge'] {
  return findings => {
    const answer = answerOf(findings)
    return answer === null || answer.firstMs === null ? null : judge(answer, findings)
  }
}

function judgeConnection({ connected }: Findings): Verdict | null {
  if (!connected) return null
  const { proxy } = connected
  const says: Finding = proxy === null ? { name: 'reachable' } : { name: 'reachable_through', proxy }
  return verdict('good', says, { ms: connected.connectMs })
}

function judgeEncryption({ connected, endpoint: { baseUrl } }: Findings): Verdict | null {
  if (!connected) return null
  if (connected.protocol !== '') {
    return verdict('good', { name: 'encrypted', protocol: connected.protocol }, { ms: connected.encryptMs })
  }
  if (isPrivateWay(baseUrl)) return verdict('skipped', { name: 'stays_here' })
  return verdict('warning', { name: 'unencrypted', host: hostOf(baseUrl) }, { fix: { name: 'unencrypted_fix' } })
}

function judgeServer({ headersMs }: HeardAnswer, findings: Findings): Verdict {
  return verdict('good', { name: isLiteLlm(findings) ? 'answers_litellm' : 'answers' }, { ms: headersMs })
}

function judgeKey(_: HeardAnswer, { endpoint: { key, keySource } }: Findings): Verdict {
  return verdict('good', key === null ? { name: 'keyless' } : { name: 'key_taken', source: keySource })
}

function judgeModel({ end, firstMs }: HeardAnswer, { endpoint, models }: Findings): Verdict {
  const asked = quote(endpoint.model)
  const answers: Finding =
    firstMs === null
      ? { name: 'model_known', asked }
      : { name: 'model_answers', asked, answered: end?.model ? quote(end.model) : null }
  const listed = models?.find(({ id }) => id === endpoint.model)
  const day = listed?.shutdownDate ?? announcedShutdown(endpoint.preset, endpoint.model)
  if (day === null) return verdict('good', models && !listed ? [answers, { name: 'unlisted' }] : answers)
  const nearness = shutdownAt(day, Date.now())
  const says: Finding[] = [answers, { name: nearness === 'past' ? 'should_be_shut_down' : 'will_be_shut_down', day }]
  return nearness === 'far' ? verdict('good', says) : verdict('warning', says, { fix: { name: 'shut_down_fix' } })
}

/** What to do about a missing model, by the server's list of models; null for any other failure. */
export function fixOfModel({ models, endpoint }: Findings, { code }: AppError): Finding | null {
  if (models === null || (code !== 'model_unknown' && code !== 'model_retired')) return null
  if (models.some(({ id }) => id === endpoint.model)) return { name: 'model_gone_behind' }
  const speaking = models.filter(({ speaks }) => speaks === true).map(({ id }) => quote(id))
  return speaking.length === 0 ? null : { name: 'models_that_speak', names: speaking.slice(0, NAMED_MODELS) }
}

function judgeHearing(findings: Findings): Verdict | null {
  const { spoken, typed, endpoint } = findings
  if (!spoken) return null
  if (typed && spoken.failure) return verdict('failed', failed(spoken.failure))
  if (spoken.firstMs === null) return null
  if (repeatsRecording(spoken.words)) return verdict('good', { name: 'heard_words' })
  const tokens = spoken.end?.usage?.promptAudioTokens ?? 0
  if (endpoint.kind === 'practice') return verdict('good', { name: 'heard_by_practice' })
  if (tokens > 0) return verdict('good', { name: 'heard_tokens', tokens })
  const answer = quote(spoken.words)
  const says: Finding = answer === '' ? { name: 'unheard_wordless' } : { name: 'unheard', answer }
  return verdict('warning', says, { fix: { name: 'unheard_fix' } })
}

function judgeUpload({ spoken, typed, endpoint }: Findings): Verdict | null {
  if (!spoken) return null
  if (endpoint.upload === 'whole') return verdict('skipped', { name: 'uploads_wished' })
  if (typed) return verdict('skipped', { name: 'not_tried_after', check: 'hears' })
  if (!spoken.upload) return spoken.firstMs === null ? null : verdict('skipped', { name: 'uploads_untried' })
  const { format, came } = spoken.upload
  if (came === 'taken') return verdict('good', { name: 'uploads', format })
  const isMp3Next = spokenUpload(format, { ...nothingTried, [format]: came }) !== null
  const says: Finding = { name: 'uploads_hindered', obstacle: came }
  return verdict('warning', says, { fix: { name: isMp3Next ? 'uploads_as_mp3' : 'uploads_whole' } })
}

function judgeSpeech(answer: HeardAnswer, findings: Findings): Verdict {
  const { soundMs, peakDbfs, undecoded, firstSoundMs, lesson, end } = answer
  if (undecoded !== null) return silentFor({ name: 'undecodable', format: undecoded }, 'undecodable_fix')
  if (soundMs > 0) {
    if (peakDbfs < SILENCE_DBFS) return silentFor({ name: 'silent' }, 'silent_fix')
    return verdict('good', { name: 'speaks', ms: soundMs, format: lesson?.format ?? 'pcm16' }, { ms: firstSoundMs })
  }
  const isProxy = isLiteLlm(findings)
  if (lesson?.voice === 'refused') {
    return silentFor({ name: 'speech_refused' }, isProxy ? 'speech_refused_litellm_fix' : 'speech_refused_fix')
  }
  if (!isProxy) return silentFor({ name: 'words_only' }, 'words_only_fix')
  if ((end?.usage?.completionAudioTokens ?? 0) > 0) return silentFor({ name: 'sound_lost' }, 'sound_lost_fix')
  return silentFor({ name: 'sound_dropped' }, 'sound_dropped_fix')
}

/** No voice was heard. @param fix the name of what to do */
function silentFor(says: Finding, fix: SpeechFix): Verdict {
  return verdict('failed', says, { fix: { name: fix } })
}

function judgeStream({ lesson, firstMs }: HeardAnswer, { endpoint }: Findings): Verdict {
  if (lesson?.streams === true) return verdict('good', { name: 'streams' }, { ms: firstMs })
  if (endpoint.streaming === 'off') return verdict('skipped', { name: 'whole_wished' })
  if (!isUsuallyStreamed(endpoint.format)) return verdict('skipped', { name: 'whole_in_format' })
  return verdict('warning', { name: 'comes_whole' }, { fix: { name: 'comes_whole_fix' } })
}

function judgeTranscript({ words, soundMs }: HeardAnswer): Verdict | null {
  if (words.trim() !== '') return verdict('good', { name: 'transcript' })
  return soundMs > 0 ? verdict('warning', { name: 'wordless' }) : null
}

function judgeUsage({ end, soundMs, endMs }: HeardAnswer): Verdict | null {
  if (!end) return null
  const { promptTokens, completionTokens, completionAudioTokens } = end.usage ?? {}
  if (promptTokens == null || completionTokens == null) return verdict('warning', { name: 'uncounted' })
  if (completionAudioTokens == null && soundMs > 0) return verdict('warning', { name: 'usage_rough' })
  const ofSound = completionAudioTokens ?? 0
  return verdict('good', { name: 'usage', sent: promptTokens, answered: completionTokens, ofSound }, { ms: endMs })
}

function judgeAudioIds(findings: Findings): Verdict | null {
  const { followUp } = findings
  const answer = answerOf(findings)
  if (!followUp) {
    if (!answer?.end) return null
    if (answer.soundMs === 0) return verdict('skipped', { name: 'not_tried_after', check: 'speaks' })
    return answer.end.audioId === null ? verdict('skipped', { name: 'idless' }) : null
  }
  const ms = followUp.headersMs
  if (followUp.failure) return verdict('failed', failed(followUp.failure))
  if (followUp.lesson?.audioIds === 'known') return verdict('good', { name: 'id_kept' }, { ms })
  if (followUp.lesson?.audioIds === 'unknown') {
    return verdict('warning', { name: 'id_lost' }, { ms, fix: { name: 'id_lost_fix' } })
  }
  return verdict('warning', { name: 'id_refused' }, { ms })
}

function judgeTranscription(findings: Findings): Verdict | null {
  const { transcription } = findings
  if (transcription === null) return null
  if (transcription === 'unwanted') return verdict('skipped', { name: 'transcription_unwanted' })
  const { ms } = transcription
  if ('failure' in transcription) return verdict('failed', failed(transcription.failure), { ms })
  return verdict('good', { name: 'transcribed', words: quote(transcription.words) }, { ms })
}

/** The proxy says so itself, or the user does. */
function isLiteLlm({ endpoint, ...findings }: Findings): boolean {
  return endpoint.preset === 'litellm' || answerOf({ endpoint, ...findings })?.isLiteLlm === true
}
