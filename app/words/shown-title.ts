import { type Conversation, WORDLESS_TITLE } from '../conversation.ts'
import { words } from './words.ts'

/** What a conversation is called, as people read it: the title of one that has neither a name nor words is said in their language. */
export function shownTitle({ title, isNamed }: Pick<Conversation, 'title' | 'isNamed'>): string {
  return !isNamed && title === WORDLESS_TITLE ? words.conversation.wordless : title
}
