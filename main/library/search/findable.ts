import type { Reply, Turn } from '../../../app/conversation.ts'
import { searchedWords } from '../../../app/search/search-hit.ts'
import { indexText } from '../../../app/search/search-tokens.ts'

/** The part of a turn that is searched. */
export type Searched = Pick<Turn, 'text' | 'transcript'> & { reply: Pick<Reply, 'words' | 'voice' | 'model'> | null }

/** What the search knows of a turn: the words of both sides, and what filters ask for. */
export interface Findable {
  mine: string
  reply: string
  sides: string
  voice: string
  model: string
}

/** What the search needs of a turn; null when the turn has no words. */
export function findableOf(turn: Searched): Findable | null {
  const mine = indexText(searchedWords(turn, 'recording'))
  const reply = indexText(searchedWords(turn, 'reply'))
  if (mine === '' && reply === '') return null
  return {
    ...{ mine, reply },
    sides: [mine && 'me', reply && 'reply'].join(' '),
    voice: indexText(turn.reply?.voice ?? ''),
    model: indexText(turn.reply?.model ?? ''),
  }
}
