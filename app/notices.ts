import * as v from 'valibot'
import { FailureSchema, toFailure } from './errors.ts'
import { namedSchema } from './named-schema.ts'

const nothing = v.object({})
const text = v.string()
const counted = v.object({ count: v.number() })
/** `kept` is the file's new name. */
const setAside = v.object({ kept: text })

/** Every notice that the window can show at its top, and the values for its words. As with failures: never a key, never a body. */
export const noticeValues = {
  failed: v.object({ failure: FailureSchema }),

  // the library as it was found
  drafts_recovered: counted,
  replies_kept: counted,
  conversations_added: counted,
  conversations_followed: counted,
  sounds_added: counted,
  sounds_gone: counted,

  // files beside it
  settings_unreadable: setAside,
  spending_unreadable: setAside,

  clock_doubted: nothing,
  trash_held: nothing,
  proxy_address_missing: nothing,
  start_not_understood: nothing,
  login_item_refused: v.object({ path: text }),
  login_item_unallowed: nothing,

  // from the window itself
  microphone_replaced: v.object({ label: text }),
  voice_missing: nothing,
}

type NoticeName = keyof typeof noticeValues
/** The values for the words of each notice. */
export type NoticeValues = { [Name in NoticeName]: v.InferOutput<(typeof noticeValues)[Name]> }
/** A notice of the window: a name and the values for its words. */
export type Notice = { [Name in NoticeName]: { name: Name } & NoticeValues[Name] }[NoticeName]

/** A notice of the window, as data: `sayNotice` puts it into words. */
export const NoticeSchema = namedSchema<Notice>(noticeValues)

/** A notice that something failed. @param error anything caught */
export function failureNotice(error: unknown): Notice {
  return { name: 'failed', failure: toFailure(error) }
}
