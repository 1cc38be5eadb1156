import { ListMusic, PanelLeft } from 'lucide'
import { formatUsd } from '../../../app/words/format.ts'
import { words } from '../../../app/words/words.ts'
import { showSidebar } from '../../actions/conversations.ts'
import { playConversation } from '../../actions/replay.ts'
import { openSettings } from '../../actions/settings.ts'
import { soundsOf } from '../../speaker/sound-order.ts'
import { conversation, earlierTurns, isPrivate, turns } from '../../state/conversation.ts'
import { conversationCost } from '../../state/costs.ts'
import { phase } from '../../state/talk.ts'
import { isSidebarOpen, place } from '../../state/window.ts'
import { IconButton } from '../controls/icon-button.tsx'
import { EndpointButton } from '../profiles/endpoint-button.tsx'
import { lazily } from '../window/lazily.tsx'
import { PrivateTitle } from './private-title.tsx'

const PersonaButton = lazily(later => later.PersonaButton)
const ConversationTitle = lazily(later => later.ConversationTitle)

/** The open conversation, what can be done with it, and who answers. */
export function ConversationHeader() {
  return (
    <header class="header">
      <IconButton
        icon={PanelLeft}
        label={words.sidebar.open}
        class="only-narrow"
        isExpanded={isSidebarOpen.value}
        onClick={() => showSidebar(true)}
      />
      <Heading />
      <ConversationCost />
      <PlayButton />
      <PersonaButton />
      <EndpointButton />
    </header>
  )
}

function Heading() {
  const { value: open } = conversation
  switch (place.value) {
    case 'drafts':
      return <h1 class="title">{words.draft.placeTitle}</h1>
    case 'waiting':
      return <h1 class="title">{words.outbox.place}</h1>
    case 'archived':
      return <h1 class="title">{words.archive.placeTitle}</h1>
    case 'trash':
      return <h1 class="title">{words.trash.placeTitle}</h1>
    case 'conversation':
      if (isPrivate.value) return <PrivateTitle />
      return open ? <ConversationTitle open={open} /> : <h1 class="title">{words.conversation.untitled}</h1>
  }
}

/** What the conversation has cost. Pressing it opens all costs. */
function ConversationCost() {
  const cost = conversationCost.value
  if (place.value !== 'conversation' || !cost || cost.usd === 0) return null
  const said = words.cost.ofConversation(cost.usd)
  return (
    <button type="button" class="header-cost" title={said} aria-label={said} onClick={() => openSettings('cost')}>
      {formatUsd(cost.usd)}
    </button>
  )
}

/** Plays the whole conversation, after fetching all of it. */
function PlayButton() {
  if (place.value !== 'conversation' || soundsOf(turns.value).length === 0) return null
  return (
    <IconButton
      icon={ListMusic}
      label={words.replay.all}
      disabled={phase.value !== 'idle' || earlierTurns.value > 0}
      onClick={() => void playConversation()}
    />
  )
}
