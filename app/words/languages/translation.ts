import type { cascadeWords } from '../cascade-words.ts'
import type { CatalogueName } from '../catalogue.ts'
import type { desktopWords } from '../desktop-words.ts'
import type { doctorWords } from '../doctor-words.ts'
import type { reasons } from '../failure-reasons.ts'
import type { cascadeSteps, failures } from '../failures.ts'
import type { findingWords } from '../finding-words.ts'
import type { knowledgeWords } from '../knowledge-words.ts'
import type { modelWords } from '../model-words.ts'
import type { noticeWords } from '../notice-words.ts'
import type { personaWords } from '../persona-words.ts'
import type { profileWords } from '../profile-words.ts'
import type { retentionWords } from '../retention-words.ts'
import type { setupWords } from '../setup-words.ts'
import type { shortcutWords } from '../shortcut-words.ts'
import type { talkingWords } from '../talking-words.ts'
import type { transcriptionWords } from '../transcription-words.ts'
import type { waitingWords } from '../waiting-words.ts'
import type { Words } from '../words.ts'

/** What a language has to say: every catalogue, in the shape of the English one. */
export interface Translation extends Record<CatalogueName, object> {
  words: Words
  failures: typeof failures
  reasons: typeof reasons
  cascadeSteps: typeof cascadeSteps
  cascadeWords: typeof cascadeWords
  desktopWords: typeof desktopWords
  doctorWords: typeof doctorWords
  findingWords: typeof findingWords
  knowledgeWords: typeof knowledgeWords
  modelWords: typeof modelWords
  noticeWords: typeof noticeWords
  personaWords: typeof personaWords
  profileWords: typeof profileWords
  retentionWords: typeof retentionWords
  setupWords: typeof setupWords
  shortcutWords: typeof shortcutWords
  talkingWords: typeof talkingWords
  transcriptionWords: typeof transcriptionWords
  waitingWords: typeof waitingWords
}
