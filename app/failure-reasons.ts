import * as v from 'valibot'
import { namedSchema } from './named-schema.ts'

const text = v.string()
const number = v.number()
const nothing = v.object({})
const ofFile = v.object({ file: text })
const ofPath = v.object({ path: text })
const ofBytes = v.object({ bytes: number })
const ofLimit = v.object({ limit: number })

/** Every reason that a failure can have, and the values for its words. As with failures: never a key, never a body. */
export const reasonValues = {
  /** In somebody else's words: a server's, a program's, the shell's. */
  said: v.object({ said: text }),

  // a request
  nothing_to_send: nothing,
  still_recorded: nothing,
  on_its_way: nothing,
  from_elsewhere: nothing,
  other_window: nothing,
  unknown_request: nothing,
  wrong_field: v.object({ request: text, field: text }),
  there_already: nothing,
  begun_already: nothing,
  full_at_once: nothing,
  out_of_order: nothing,
  not_whole_yet: nothing,
  one_conversation: nothing,
  transcription_off: nothing,
  headers_full: ofLimit,
  full: ofLimit,

  // a server
  nothing_at_port: nothing,
  name_unknown: nothing,
  closed: nothing,
  encryption_refused: nothing,
  no_way: nothing,
  proxy_address: v.object({ source: text }),
  proxy_silent: v.object({ seconds: number }),
  proxy_fails: v.object({ status: number }),
  answered: v.object({ status: number }),
  broke_off: nothing,
  no_words: nothing,
  recording_too_large: nothing,

  // files and folders
  system: v.object({ path: text, code: text }),
  index: v.object({ code: text }),
  not_there: ofPath,
  may_not_read: ofPath,
  is_folder: ofPath,
  is_file: ofPath,
  makes_no_folder: ofPath,
  no_sound: ofPath,
  copy_differs: ofPath,
  leads_out: ofPath,
  stays_damaged: ofPath,
  recording_unread: nothing,
  capture_failed: nothing,
  not_file: nothing,
  not_folder: nothing,
  link: nothing,
  larger: ofBytes,

  // a persona
  first_line: nothing,
  no_end: nothing,
  no_colon: v.object({ line: number }),
  unknown_key: v.object({ line: number, key: text, known: text }),
  key_again: v.object({ line: number, key: text }),
  needs_name: nothing,
  speed_out: v.object({ least: number, most: number }),
  too_long: ofLimit,
  part_too_long: v.object({ part: text }),
  not_text: nothing,
  beyond_first: ofLimit,
  gone: nothing,
  removed_before: nothing,
  name_taken: nothing,

  // another place for the library
  whole_path: nothing,
  in_it_already: nothing,
  inside: nothing,
  around: nothing,
  keeps_no_files: nothing,
  disk_gone: nothing,
  other_library: nothing,
  not_empty: nothing,
  move_unfinished: v.object({ way: v.picklist(['from', 'to']), folder: text }),
  one_in_use: nothing,
  none_in_it: nothing,
  unfinished_copy: nothing,
  moved_to: v.object({ folder: text }),

  // an import
  nothing_of_ours: nothing,
  nothing_in_it: nothing,
  without_file: ofFile,
  file_missing: ofFile,
  file_damaged: ofFile,
  sound_unread: nothing,
  sound_differs: ofFile,
  newer: nothing,
  listed_only: nothing,
  not_zip: nothing,
  end_damaged: nothing,
  list_damaged: nothing,
  many_files: ofLimit,
  unpacks_to: ofBytes,
  entry_unpacks_to: v.object({ file: text, bytes: number }),
  would_unpack_to: ofBytes,
}

/** The schemas of all reasons, by name. */
export type ReasonName = keyof typeof reasonValues
/** The values for the words of each reason. */
export type ReasonValues = { [Name in ReasonName]: v.InferOutput<(typeof reasonValues)[Name]> }
/** Why something failed: a name and the values for its words. */
export type Reason = { [Name in ReasonName]: { name: Name } & ReasonValues[Name] }[ReasonName]

/** Why something failed, as data: `sayReason` puts it into words. */
export const ReasonSchema = namedSchema<Reason>(reasonValues)
