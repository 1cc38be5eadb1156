import { ListChecks, PanelLeftClose, Settings, SquarePen, VenetianMask } from 'lucide'
import { words } from '../../../app/words/words.ts'
import { newConversation, showSidebar } from '../../actions/conversations.ts'
import { openPrivate } from '../../actions/private.ts'
import { beginSelecting } from '../../actions/selection.ts'
import { openSettings } from '../../actions/settings.ts'
import { sought } from '../../state/search.ts'
import { isSidebarOpen } from '../../state/window.ts'
import { Icon } from '../controls/icon.tsx'
import { IconButton } from '../controls/icon-button.tsx'
import { lazily } from '../window/lazily.tsx'
import { UndoStrip } from '../window/undo-strip.tsx'
import { PlaceButtons } from './place-buttons.tsx'
import { PrivateItem } from './private-item.tsx'
import { SearchBox, SearchHelp, SearchNote } from './search-box.tsx'

const ConversationList = lazily(later => later.ConversationList)
const HitList = lazily(later => later.HitList)
const SelectionBar = lazily(later => later.SelectionBar)

/** Search, the conversations, the other places, the settings. In a narrow window it covers the conversation when it is opened. */
export function Sidebar() {
  const { sidebar } = words
  return (
    <>
      <nav class="sidebar" data-open={isSidebarOpen.value} aria-label={words.appName}>
        <div class="sidebar-top">
          <SearchBox />
          <button type="button" class="sidebar-item sidebar-new" onClick={newConversation}>
            <Icon of={SquarePen} />
            {sidebar.newConversation}
          </button>
          <IconButton
            icon={ListChecks}
            label={words.selection.begin}
            disabled={sought.value !== null}
            onClick={() => beginSelecting('sidebar')}
          />
          <IconButton icon={VenetianMask} label={sidebar.newPrivate} onClick={() => void openPrivate()} />
          <IconButton
            icon={PanelLeftClose}
            label={sidebar.close}
            class="only-narrow"
            onClick={() => showSidebar(false)}
          />
        </div>
        <PrivateItem />
        <SearchHelp />
        <SearchNote />
        {sought.value === null ? (
          <>
            <SelectionBar list="sidebar" />
            <ConversationList />
          </>
        ) : (
          <HitList />
        )}
        {isSidebarOpen.value && <UndoStrip />}
        <div class="sidebar-bottom">
          <PlaceButtons />
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
