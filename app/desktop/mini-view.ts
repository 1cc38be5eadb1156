import type { MiniView } from '../contract/desktop-requests.ts'
import { desktopWords } from '../words/desktop-words.ts'
import { type Language, languageTags } from '../words/language.ts'
import type { Presence } from './presence.ts'

/** What the mini window shows. It has no words of its own: it gets them in the language in use. */
export function miniViewOf(
  { state, words }: Pick<Presence, 'state' | 'words'>,
  { appearance, language, isMovedByPage }: Pick<MiniView, 'appearance' | 'isMovedByPage'> & { language: Language },
): MiniView {
  const { miniTitle, miniStates, miniTalk, miniOpen, miniHide } = desktopWords
  const says = { title: miniTitle, state: miniStates[state], talk: miniTalk, open: miniOpen, hide: miniHide }
  return { state, words, appearance, language: languageTags[language], isMovedByPage, says }
}
