import type { Turn } from '../../../app/conversation.ts'
import { editKey, edits, isReadOnly, type Side } from '../../state/conversation.ts'
import { SpokenWords } from './spoken-words.tsx'
import { WordsField } from './words-field.tsx'

/** The words of one side of a turn, or the field in which they are corrected. Nothing if there are none. */
export function WrittenWords(props: { turn: Turn; side: Side; text: string; isEdited: boolean }) {
  const { turn, side, text, isEdited } = props
  const isBeingEdited = edits.value.has(editKey(turn.id, side)) && !isReadOnly(turn)
  if (isBeingEdited) return <WordsField turnId={turn.id} side={side} text={text} />
  if (text === '' && !isEdited) return null
  return <SpokenWords text={text} side={side} isEdited={isEdited} />
}
