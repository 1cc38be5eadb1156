import { Inbox, PanelLeftClose, Settings, SquarePen } from 'lucide'
import { words } from '../../app/words.ts'
import { newConversation, openDrafts, search, showSidebar } from '../actions/conversations.ts'
import { openSettings } from '../actions/settings.ts'
import { SEARCH_BOX_ID } from '../keys.ts'
import { drafts, isSidebarOpen, place, searchText } from '../state.ts'
import { ConversationList } from './conversation-list.tsx'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'

/** Search, the conversations, the drafts, the settings. In a narrow window it lies over the conversation when asked for. */
export function Sidebar() {
  const { sidebar } = words
  return (
    <>
      <nav class="sidebar" data-open={isSidebarOpen.value} aria-label={words.appName}>
        <div class="sidebar-top">
          <input
            id={SEARCH_BOX_ID}
            class="search"
            type="search"
            aria-label={sidebar.search}
            placeholder={sidebar.searchPlaceholder}
            value={searchText.value}
            onInput={event => search(event.currentTarget.value)}
          />
          <IconButton icon={SquarePen} label={sidebar.newConversation} onClick={newConversation} />
          <IconButton
            icon={PanelLeftClose}
            label={sidebar.close}
            class="only-narrow"
            onClick={() => showSidebar(false)}
          />
        </div>
        <ConversationList />
        <div class="sidebar-bottom">
          <button
            type="button"
            class="sidebar-item"
            aria-current={place.value === 'drafts' ? 'page' : undefined}
            onClick={openDrafts}
          >
            <Icon of={Inbox} />
            {drafts.value.length > 0 ? sidebar.draftCount(drafts.value.length) : sidebar.drafts}
          </button>
          <button type="button" class="sidebar-item" onClick={() => openSettings()}>
            <Icon of={Settings} />
            {sidebar.settings}
          </button>
        </div>
      </nav>
      {isSidebarOpen.value && <div class="scrim" onClick={() => showSidebar(false)} aria-hidden="true" />}
    </>
  )
}
