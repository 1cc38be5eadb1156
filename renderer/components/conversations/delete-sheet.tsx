import { shownTitle } from '../../../app/words/shown-title.ts'
import { words } from '../../../app/words/words.ts'
import { closeSheet } from '../../actions/settings.ts'
import { deleteForEver } from '../../actions/trash.ts'
import type { Doomed } from '../../state/window.ts'
import { Sheet } from '../controls/sheet.tsx'

/** How many titles are named before a deletion. */
const MOST_TITLES = 3
/** How many characters of a turn's words are shown. */
const EXCERPT_LENGTH = 120

/** Asks before something is deleted for good, and names it, because that cannot be undone. */
export function DeleteSheet({ doomed }: { doomed: Doomed }) {
  const { title, text } = questionAbout(doomed)
  return (
    <Sheet title={title} closeLabel={words.trash.keep} class="sheet-small">
      <p class="doomed">{text}</p>
      <div class="buttons buttons-end">
        <button type="button" class="button" onClick={closeSheet}>
          {words.trash.keep}
        </button>
        <button type="button" class="button button-main" onClick={() => void deleteForEver(doomed)}>
          {doomed.kind === 'everything' ? words.trash.empty : words.trash.delete}
        </button>
      </div>
    </Sheet>
  )
}

function questionAbout(doomed: Doomed): { title: string; text: string } {
  const { trash } = words
  switch (doomed.kind) {
    case 'conversations': {
      const { conversations } = doomed
      const bytes = conversations.reduce((sum, one) => sum + one.bytes, 0)
      const [only, ...others] = conversations
      if (only && others.length === 0)
        return { title: trash.askConversation(shownTitle(only)), text: trash.warnConversation(bytes, only.turnCount) }
      const titles = conversations.slice(0, MOST_TITLES).map(shownTitle)
      const more = conversations.length - titles.length
      return {
        title: trash.askConversations(conversations.length),
        text: trash.warnConversations(titles, more, bytes),
      }
    }
    case 'turn': {
      const { text, transcript, reply, createdAt } = doomed.turn
      const said = text || transcript?.words || reply?.words || ''
      const excerpt = said.length > EXCERPT_LENGTH ? `${said.slice(0, EXCERPT_LENGTH)}…` : said
      return {
        title: trash.askTurn,
        text: trash.warnTurn(excerpt === '' ? words.turn.yours(createdAt) : `“${excerpt}”`),
      }
    }
    case 'everything': {
      const { conversations, turns, soundBytes } = doomed.trash
      return { title: trash.askEverything, text: trash.warnEverything(conversations, turns, soundBytes) }
    }
  }
}
