import type { AppError } from '../../app/errors.ts'
import type { Check, CheckName } from '../../app/profiles/doctor.ts'
import { isPrivateWay } from '../../app/profiles/profiles.ts'
import { announcedShutdown, shutdownAt } from '../../app/profiles/shutdowns.ts'
import { nothingTried, spokenUpload } from '../../app/profiles/uploads.ts'
import { SILENCE_DBFS } from '../../app/talk/talk-timing.ts'
import { doctorWords as say } from '../../app/words/doctor-words.ts'
import { knowledgeWords } from '../../app/words/knowledge-words.ts'
import { hostOf } from '../endpoint/base-url.ts'
import { quote } from '../endpoint/failure/redact.ts'
import { isUsuallyStreamed } from '../endpoint/manner.ts'
import { answerOf, type Findings, sentenceOf } from './findings.ts'
import type { HeardAnswer } from './hear-answer.ts'
import { repeatsRecording } from './questions.ts'

/** What is done for checks, one after the other. */
export const steps = ['connect', 'ask', 'go on', 'transcribe'] as const
/** One thing that is done; several checks may go by what came of it. */
export type Step = (typeof steps)[number]

/** The most models that are proposed by name. */
const NAMED_MODELS = 5

/** What was found of one check. */
export type Verdict = Pick<Check, 'state' | 'ms' | 'says' | 'fix'>

/** A check: the step it goes by, and how it judges what was found. */
export interface CheckRow {
  name: CheckName
  step: Step
  /** Null when nothing was found that it could judge. A failure that hindered it is judged elsewhere. */
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

function verdict(state: Check['state'], says: string, more: { ms?: number | null; fix?: string } = {}): Verdict {
  return { state, says, ms: more.ms ?? null, fix: more.fix ?? '' }
}

/** For what shows as soon as a server has answered, even with a failure of its own. */
function byAnswer(judge: (answer: HeardAnswer, findings: Findings) => Verdict): CheckRow['judge'] {
  return findings => {
    const answer = answerOf(findings)
    return answer && judge(answer, findings)
  }
}

/** For what shows in a reply, however far it has come. */
function byReply(judge: (answer: HeardAnswer, findings: Findings) => Verdict | null): CheckRow['judge'] {
  return findings => {
    const answer = answerOf(findings)
    return answer === null || answer.firstMs === null ? null : judge(answer, findings)
  }
}

function judgeConnection({ connected }: Findings): Verdict | null {
  if (!connected) return null
  const says = connected.proxy === null ? say.reachable : say.reachableThrough(connected.proxy)
  return verdict('good', says, { ms: connected.connectMs })
}

function judgeEncryption({ connected, endpoint: { baseUrl } }: Findings): Verdict | null {
  if (!connected) return null
  if (connected.protocol !== '') {
    return verdict('good', say.encrypted(connected.protocol), { ms: connected.encryptMs })
  }
  if (isPrivateWay(baseUrl)) return verdict('skipped', say.staysHere)
  return verdict('warning', say.unencrypted(hostOf(baseUrl)), { fix: say.unencryptedFix })
}

function judgeServer({ headersMs }: HeardAnswer, findings: Findings): Verdict {
  return verdict('good', isLiteLlm(findings) ? say.answersLiteLlm : say.answers, { ms: headersMs })
}

function judgeKey(_: HeardAnswer, { endpoint: { key, keySource } }: Findings): Verdict {
  return verdict('good', key === null ? say.keyless : say.keyTaken(keySource))
}

function judgeModel({ end, firstMs }: HeardAnswer, { endpoint, models }: Findings): Verdict {
  const asked = quote(endpoint.model)
  const answers =
    firstMs === null ? say.modelKnown(asked) : say.modelAnswers(asked, end?.model ? quote(end.model) : null)
  const listed = models?.find(({ id }) => id === endpoint.model)
  const day = listed?.shutdownDate ?? announcedShutdown(endpoint.preset, endpoint.model)
  if (day === null) return verdict('good', models && !listed ? `${answers} ${say.unlisted}` : answers)
  const nearness = shutdownAt(day, Date.now())
  const says = `${answers} ${nearness === 'past' ? say.shouldBeShutDown(day) : say.willBeShutDown(day)}`
  return nearness === 'far' ? verdict('good', says) : verdict('warning', says, { fix: say.shutDownFix })
}

/** What to do about a model that is not there, by what its server lists; empty for any other failure. */
export function fixOfModel({ models, endpoint }: Findings, { code }: AppError): string {
  if (models === null || (code !== 'model_unknown' && code !== 'model_retired')) return ''
  if (models.some(({ id }) => id === endpoint.model)) return say.modelGoneBehind
  const speaking = models.filter(({ speaks }) => speaks === true).map(({ id }) => quote(id))
  return speaking.length === 0 ? '' : say.modelsThatSpeak(speaking.slice(0, NAMED_MODELS))
}

function judgeHearing(findings: Findings): Verdict | null {
  const { spoken, typed, endpoint } = findings
  if (!spoken) return null
  if (typed && spoken.failure) return verdict('failed', sentenceOf(spoken.failure, findings))
  if (spoken.firstMs === null) return null
  if (repeatsRecording(spoken.words)) return verdict('good', say.heardWords)
  const tokens = spoken.end?.usage?.promptAudioTokens ?? 0
  if (endpoint.kind === 'practice') return verdict('good', say.heardByPractice)
  if (tokens > 0) return verdict('good', say.heardTokens(tokens))
  const answer = quote(spoken.words)
  return verdict('warning', answer === '' ? say.unheardWordless : say.unheard(answer), { fix: say.unheardFix })
}

function judgeUpload({ spoken, typed, endpoint }: Findings): Verdict | null {
  if (!spoken) return null
  if (endpoint.upload === 'whole') return verdict('skipped', say.uploadsWished)
  if (typed) return verdict('skipped', say.notTriedAfter('hears'))
  if (!spoken.upload) return spoken.firstMs === null ? null : verdict('skipped', say.uploadsUntried)
  const { format, came } = spoken.upload
  if (came === 'taken') return verdict('good', say.uploads(knowledgeWords.uploadFormats[format]))
  const isMp3Next = spokenUpload(format, { ...nothingTried, [format]: came }) !== null
  return verdict('warning', say.uploadsHindered(came), { fix: isMp3Next ? say.uploadsAsMp3 : say.uploadsWhole })
}

function judgeSpeech(answer: HeardAnswer, findings: Findings): Verdict {
  const { soundMs, peakDbfs, undecoded, firstSoundMs, lesson, end } = answer
  if (undecoded !== null) return verdict('failed', say.undecodable(undecoded), { fix: say.undecodableFix })
  if (soundMs > 0) {
    if (peakDbfs < SILENCE_DBFS) return verdict('failed', say.silent, { fix: say.silentFix })
    return verdict('good', say.speaks(soundMs, lesson?.format ?? 'pcm16'), { ms: firstSoundMs })
  }
  const isProxy = isLiteLlm(findings)
  if (lesson?.voice === 'refused') {
    return verdict('failed', say.speechRefused, {
      fix: isProxy ? say.speechRefusedLiteLlmFix : say.speechRefusedFix,
    })
  }
  if (!isProxy) return verdict('failed', say.wordsOnly, { fix: say.wordsOnlyFix })
  if ((end?.usage?.completionAudioTokens ?? 0) > 0) {
    return verdict('failed', say.soundLost, { fix: say.soundLostFix })
  }
  return verdict('failed', say.soundDropped, { fix: say.soundDroppedFix })
}

function judgeStream({ lesson, firstMs }: HeardAnswer, { endpoint }: Findings): Verdict {
  if (lesson?.streams === true) return verdict('good', say.streams, { ms: firstMs })
  if (endpoint.streaming === 'off') return verdict('skipped', say.wholeWished)
  if (!isUsuallyStreamed(endpoint.format)) return verdict('skipped', say.wholeInFormat)
  return verdict('warning', say.comesWhole, { fix: say.comesWholeFix })
}

function judgeTranscript({ words, soundMs }: HeardAnswer): Verdict | null {
  if (words.trim() !== '') return verdict('good', say.transcript)
  return soundMs > 0 ? verdict('warning', say.wordless) : null
}

function judgeUsage({ end, soundMs, endMs }: HeardAnswer): Verdict | null {
  if (!end) return null
  const { promptTokens, completionTokens, completionAudioTokens } = end.usage ?? {}
  if (promptTokens == null || completionTokens == null) return verdict('warning', say.uncounted)
  if (completionAudioTokens == null && soundMs > 0) return verdict('warning', say.usageRough)
  return verdict('good', say.usage(promptTokens, completionTokens, completionAudioTokens ?? 0), { ms: endMs })
}

function judgeAudioIds(findings: Findings): Verdict | null {
  const { followUp } = findings
  const answer = answerOf(findings)
  if (!followUp) {
    if (!answer?.end) return null
    if (answer.soundMs === 0) return verdict('skipped', say.notTriedAfter('speaks'))
    return answer.end.audioId === null ? verdict('skipped', say.idless) : null
  }
  const ms = followUp.headersMs
  if (followUp.failure) return verdict('failed', sentenceOf(followUp.failure, findings))
  if (followUp.lesson?.audioIds === 'known') return verdict('good', say.idKept, { ms })
  if (followUp.lesson?.audioIds === 'unknown') return verdict('warning', say.idLost, { ms, fix: say.idLostFix })
  return verdict('warning', say.idRefused, { ms })
}

function judgeTranscription(findings: Findings): Verdict | null {
  const { transcription } = findings
  if (transcription === null) return null
  if (transcription === 'unwanted') return verdict('skipped', say.transcriptionUnwanted)
  const { ms } = transcription
  if ('failure' in transcription) return verdict('failed', sentenceOf(transcription.failure, findings), { ms })
  return verdict('good', say.transcribed(quote(transcription.words)), { ms })
}

/** The proxy says so itself, or the user does. */
function isLiteLlm({ endpoint, ...findings }: Findings): boolean {
  return endpoint.preset === 'litellm' || answerOf({ endpoint, ...findings })?.isLiteLlm === true
}
