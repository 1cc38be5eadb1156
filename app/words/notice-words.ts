import { sentenceOf } from '../errors.ts'
import type { Notice, NoticeValues } from '../notices.ts'
import { catalogue } from './catalogue.ts'
import { formatNumber } from './platform-formats.ts'

type Notices = { [Name in Exclude<keyof NoticeValues, 'failed'>]: (values: NoticeValues[Name]) => string }

/** What is told of at the top of the window, in whole sentences. */
export const noticeWords = catalogue<Notices>('noticeWords', {
  drafts_recovered: ({ count }) =>
    count === 1
      ? 'A recording that was cut off was recovered as a draft.'
      : `${formatNumber(count, {})} recordings that were cut off were recovered as drafts.`,
  replies_kept: ({ count }) =>
    count === 1
      ? 'A reply that was cut off was kept as far as it came.'
      : `${formatNumber(count, {})} replies that were cut off were kept as far as they came.`,
  conversations_added: ({ count }) =>
    count === 1
      ? 'A conversation that the library did not know was added to it.'
      : `${formatNumber(count, {})} conversations that the library did not know were added to it.`,
  conversations_followed: ({ count }) =>
    count === 1
      ? 'A conversation is now as its folder tells it, which knew more than the index.'
      : `${formatNumber(count, {})} conversations are now as their folders tell them, which knew more than the index.`,
  sounds_added: ({ count }) =>
    count === 1
      ? 'A sound file that the library did not know was added to it.'
      : `${formatNumber(count, {})} sound files that the library did not know were added to it.`,
  sounds_gone: ({ count }) =>
    count === 1
      ? 'A sound file is gone: something other than Parley deleted or moved it.'
      : `${formatNumber(count, {})} sound files are gone: something other than Parley deleted or moved them.`,

  settings_unreadable: v => `The settings could not be read. They were kept as ${v.kept}; the defaults are used.`,
  spending_unreadable: v =>
    `What was spent could not be read. It was kept as ${v.kept}; the sums are those of the replies in the library.`,

  clock_doubted: () =>
    'By this computer’s clock nothing was said for more than a year, so nothing old was removed. Settings, History shows what would go.',
  trash_held: () =>
    'By this computer’s clock nothing was said or thrown away for more than a year, so the trash keeps what it was to let go. It goes once something is said, or when you empty the trash.',
  proxy_address_missing: () =>
    'LITELLM_PROXY_KEY is set, but nothing says where its proxy is, so the practice partner answers. Set LITELLM_PROXY_BASE too, or add the proxy in Settings, Endpoint.',
  start_not_understood: () => 'Parley was started again with something it does not understand. Nothing was done.',
  login_item_refused: v => `Starting with the system could not be changed: ${v.path} cannot be written.`,
  login_item_unallowed: () =>
    'macOS does not start Parley at login yet. Allow it in System Settings, General, Login Items.',

  microphone_replaced: v => `${v.label} is not connected. The system’s default microphone is used instead.`,
  voice_missing: () => 'This system has no voice that can say replies in words alone.',
})

/** A notice in the language being spoken. */
export function sayNotice(notice: Notice): string {
  if (notice.name === 'failed') return sentenceOf(notice.failure)
  const say = noticeWords[notice.name] as (values: Notice) => string
  return say(notice)
}

/** Those of `told` that say something new, each once. */
export function newNotices(known: readonly Notice[], told: readonly Notice[]): Notice[] {
  const said = new Set(known.map(sayNotice))
  return told.filter(notice => said.size < said.add(sayNotice(notice)).size)
}
