import type { Reply } from '../../../app/conversation.ts'
import { noTimes } from '../../../app/turns/turn-times.ts'

/** The reply of a turn of which only the reply's sound is left. */
export const UNKNOWN_REPLY: Reply = {
  words: '',
  alignment: [],
  isEdited: false,
  sound: null,
  isComplete: false,
  isVoiceLost: false,
  voiceFailure: null,
  heardMs: null,
  audioId: null,
  audioExpiresAt: null,
  endpoint: '',
  profileId: '',
  account: '',
  model: '',
  voice: '',
  usage: null,
  cost: null,
  times: noTimes,
}
