import type { Reason, ReasonName, ReasonValues } from '../failure-reasons.ts'
import { catalogue } from './catalogue.ts'
import { formatBytes } from './format.ts'

type Reasons = { [Name in ReasonName]: (values: ReasonValues[Name]) => string }

/** The reasons of failures, each as what follows a colon: in small letters, without a full stop. */
export const reasons = catalogue<Reasons>('reasons', {
  said: v => v.said,

  nothing_to_send: () => 'there is nothing to send',
  still_recorded: () => 'this recording is still being made',
  on_its_way: () => 'this question is already on its way or answered',
  from_elsewhere: () => 'it came from somewhere else',
  other_window: () => 'this recording is being made in another window',
  unknown_request: () => 'there is no request of that name',
  wrong_field: v => `“${v.request}” was called with a wrong ${v.field}`,
  there_already: () => 'that is there already',
  begun_already: () => 'that has begun already',
  full_at_once: () => 'that is too much at once',
  out_of_order: () => 'a piece of it is missing or out of order',
  not_whole_yet: () => 'it has not come whole yet',
  one_conversation: () => 'one sound file holds one conversation',
  transcription_off: () => 'putting recordings into words is switched off',
  headers_full: v => `a profile sends at most ${v.limit} headers of its own`,
  full: v => `there are ${v.limit} already; remove one first`,

  nothing_at_port: () => 'nothing answers at that port',
  name_unknown: () => 'its name could not be looked up',
  closed: () => 'it closed the connection',
  encryption_refused: () => 'it refused the encrypted connection',
  no_way: () => 'the network does not lead there',
  proxy_address: v => `the proxy in ${v.source} is not an http:// or https:// address`,
  proxy_silent: v => `it did not answer within ${v.seconds} seconds`,
  proxy_fails: v => `it could not connect to it (${v.status})`,
  answered: v => `it answered ${v.status}`,
  broke_off: () => 'it broke off with an error',
  no_words: () => 'there are no words in it',
  recording_too_large: () => 'this recording is too large for it',

  system: v => `${v.path} (${v.code})`,
  index: v => `the library’s index (SQLite ${v.code})`,
  not_there: v => `${v.path} is not there`,
  may_not_read: v => `${v.path} may not be read`,
  is_folder: v => `${v.path} is a folder`,
  is_file: v => `${v.path} is a file, not a folder`,
  makes_no_folder: v => `no folder can be made in ${v.path}`,
  no_sound: v => `${v.path} (no sound that can be read)`,
  copy_differs: v => `the copy of ${v.path} is not what was written`,
  leads_out: v => `“${v.path}” leads out of the library`,
  stays_damaged: v => `${v.path} is damaged and cannot be renamed`,
  recording_unread: () => 'the recording could not be read',
  capture_failed: () => 'sound could not be captured',
  not_file: () => 'it is not a file',
  not_folder: () => 'it is not a folder',
  link: () => 'it is a link, and links are not followed',
  larger: v => `it is larger than ${formatBytes(v.bytes)}`,

  first_line: () => 'its first line is not ---',
  no_end: () => 'no second --- ends its head',
  no_colon: v => `line ${v.line} has no colon`,
  unknown_key: v => `line ${v.line} says “${v.key}”, and only ${v.known} are known`,
  key_again: v => `line ${v.line} says ${v.key} once more`,
  needs_name: () => 'its head needs a name of at most 100 characters',
  speed_out: v => `its speed is not a number from ${v.least} to ${v.most}`,
  too_long: v => `its instructions have more than ${v.limit} characters`,
  part_too_long: v => `its ${v.part} is too long`,
  not_text: () => 'it is not text in UTF-8',
  beyond_first: v => `at most ${v.limit} are read, in the order of their names`,
  gone: () => 'it is not there any more',
  removed_before: () => 'it was removed more than a minute ago',
  name_taken: () => 'a file of that name is there already; rename or remove that first',

  whole_path: () => 'give the whole path of a folder',
  in_it_already: () => 'it is there already',
  inside: () => 'this folder is inside the one it is in now',
  around: () => 'the folder it is in now is inside this one',
  keeps_no_files: () => 'it is not on a disk that keeps files',
  disk_gone: () => 'this folder is not there any more. Connect its disk and continue',
  other_library: () => 'another library is there',
  not_empty: () => 'this folder is not empty',
  move_unfinished: v => `moving it ${v.way} ${v.folder} is not finished`,
  one_in_use: () => 'the one in use is there',
  none_in_it: () => 'there is none in it',
  unfinished_copy: () => 'it is the unfinished copy of another one',
  moved_to: v => `it was moved to ${v.folder}`,

  nothing_of_ours: () => 'neither a conversation nor a sound file is in it',
  nothing_in_it: () => 'nothing is in it',
  without_file: v => `it has no ${v.file}`,
  file_missing: v => `${v.file} is missing`,
  file_damaged: v => `“${v.file}” in it is damaged`,
  sound_unread: () => 'a sound in it is damaged, or not as Parley writes it',
  sound_differs: v =>
    `“${v.file}” is not the sound it was when it was kept: it may be damaged, or another file of that name`,
  newer: () => 'a newer Parley made it. Update Parley',
  listed_only: () => 'it is listed, but not there',
  not_zip: () => 'it is not a ZIP file',
  end_damaged: () => 'its end is missing or damaged',
  list_damaged: () => 'its list of contents is damaged',
  many_files: v => `it has more than ${v.limit} files`,
  unpacks_to: v => `it unpacks to more than ${formatBytes(v.bytes)}`,
  entry_unpacks_to: v => `“${v.file}” in it unpacks to more than ${formatBytes(v.bytes)}`,
  would_unpack_to: v => `it would unpack to ${formatBytes(v.bytes)}, far more than such a file can hold`,
})

/** A reason in the language being spoken. */
export function sayReason(reason: Reason): string {
  const say = reasons[reason.name] as (values: Reason) => string
  return say(reason)
}
