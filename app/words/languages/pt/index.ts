import type { Translation } from '../translation.ts'
import { cascadeWords } from './cascade-words.ts'
import { desktopWords } from './desktop-words.ts'
import { doctorWords } from './doctor-words.ts'
import { reasons } from './failure-reasons.ts'
import { cascadeSteps, failures } from './failures.ts'
import { findingWords } from './finding-words.ts'
import { knowledgeWords } from './knowledge-words.ts'
import { modelWords } from './model-words.ts'
import { noticeWords } from './notice-words.ts'
import { personaWords } from './persona-words.ts'
import { profileWords } from './profile-words.ts'
import { retentionWords } from './retention-words.ts'
import { setupWords } from './setup-words.ts'
import { shortcutWords } from './shortcut-words.ts'
import { talkingWords } from './talking-words.ts'
import { transcriptionWords } from './transcription-words.ts'
import { waitingWords } from './waiting-words.ts'
import { words } from './words.ts'

/** Everything in Portuguese, as it is spoken in Brazil. */
export const portuguese: Translation = {
  words,
  failures,
  reasons,
  cascadeSteps,
  cascadeWords,
  desktopWords,
  doctorWords,
  findingWords,
  knowledgeWords,
  modelWords,
  noticeWords,
  personaWords,
  profileWords,
  retentionWords,
  setupWords,
  shortcutWords,
  talkingWords,
  transcriptionWords,
  waitingWords,
}
