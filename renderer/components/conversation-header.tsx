import { ListMusic, PanelLeft, Trash2, TriangleAlert } from 'lucide'
import { words } from '../../app/words.ts'
import { askToDelete, showSidebar } from '../actions/conversations.ts'
import { playConversation } from '../actions/replay.ts'
import { openSettings } from '../actions/settings.ts'
import { soundsOf } from '../sound-order.ts'
import { conversationId, conversations, earlierTurns, isSidebarOpen, phase, place, status, turns } from '../state.ts'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'

/** What is shown, and who answers. */
export function ConversationHeader() {
  const conversation = conversations.value.find(({ id }) => id === conversationId.value)
  const isBeingRecorded = turns.value.some(turn => turn.status === 'recording')
  const hasSound = soundsOf(turns.value).length > 0
  const isDrafts = place.value === 'drafts'
  const title = isDrafts ? words.draft.placeTitle : (conversation?.title ?? words.conversation.untitled)
  return (
    <header class="header">
      <IconButton
        icon={PanelLeft}
        label={words.sidebar.open}
        class="only-narrow"
        isExpanded={isSidebarOpen.value}
        onClick={() => showSidebar(true)}
      />
      <h1 class="title">{title}</h1>
      {!isDrafts && hasSound && (
        <IconButton
          icon={ListMusic}
          label={words.replay.all}
          disabled={phase.value !== 'idle' || earlierTurns.value > 0}
          onClick={() => void playConversation()}
        />
      )}
      {conversation && !isDrafts && (
        <IconButton
          icon={Trash2}
          label={words.conversation.delete}
          disabled={isBeingRecorded}
          onClick={() => askToDelete(conversation)}
        />
      )}
      <EndpointButton />
    </header>
  )
}

function EndpointButton() {
  const endpoint = status.value?.endpoint
  if (!endpoint) return null
  const { kind, model, voice, failure } = endpoint
  const name = endpoint.name || words.endpoint.uses[kind]
  return (
    <button
      type="button"
      class="endpoint-button"
      title={failure?.message ?? words.conversation.answeringTitle(name)}
      data-failed={failure !== null}
      onClick={() => openSettings('endpoint')}
    >
      {failure && <Icon of={TriangleAlert} />}
      <span class="endpoint-name">{words.conversation.answering(model || name, voice)}</span>
    </button>
  )
}
