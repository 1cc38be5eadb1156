import { Inbox, PanelLeftClose, Settings, SquarePen } from 'lucide'
import { words } from '../../app/words.ts'
import { newConversation, openDrafts, showSidebar } from '../actions/conversations.ts'
import { openSettings } from '../actions/settings.ts'
import { drafts, isSidebarOpen, place, sought } from '../state.ts'
import { ConversationList } from './conversation-list.tsx'
import { HitList } from './hit-list.tsx'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'
import { SearchBox, SearchHelp } from './search-box.tsx'

/** Search, the conversations, the drafts, the settings. In a narrow window it lies over the conversation when asked for. */
export function Sidebar() {
  const { sidebar } = words
  return (
    <>
      <nav class="sidebar" data-open={isSidebarOpen.value} aria-label={words.appName}>
        <div class="sidebar-top">
          <SearchBox />
          <IconButton icon={SquarePen} label={sidebar.newConversation} onClick={newConversation} />
          <IconButton
            icon={PanelLeftClose}
            label={sidebar.close}
            class="only-narrow"
            onClick={() => showSidebar(false)}
          />
        </div>
        <SearchHelp />
        {sought.value === null ? <ConversationList /> : <HitList />}
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
