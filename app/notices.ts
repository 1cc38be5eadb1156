import * as v from 'valibot'
import { FailureSchema, toFailure } from './errors.ts'
import { namedSchema } from './named-schema.ts'

const nothing = v.object({})
const text = v.string()
const counted = v.object({ count: v.number() })
/** `kept` is the name a file has from now on. */
const setAside = v.object({ kept: text })

/** Everything the window can be told of at its top, and what its words are filled with. As with failures: never a key, never a body. */
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
/** What the words of each notice are filled with. */
export type NoticeValues = { [Name in NoticeName]: v.InferOutput<(typeof noticeValues)[Name]> }
/** What the window is told of: a name, with what its words are filled with beside it. */
export type Notice = { [Name in NoticeName]: { name: Name } & NoticeValues[Name] }[NoticeName]

/** What the window is told of, as data: `sayNotice` puts it into words. */
export const NoticeSchema = namedSchema<Notice>(noticeValues)

/** A notice that something failed. @param error anything caught */
export function failureNotice(error: unknown): Notice {
  return { name: 'failed', failure: toFailure(error) }
}
