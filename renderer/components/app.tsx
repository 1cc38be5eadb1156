import { words } from '../../app/words.ts'
import { connection, dockFailure, isPrivate, place, showsSetup } from '../state.ts'
import { Announcer } from './announcer.tsx'
import { ArchivedPlace } from './archived-place.tsx'
import { Banners } from './banners.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import { DeleteSheet } from './delete-sheet.tsx'
import { Dock } from './dock.tsx'
import { DraftsPlace } from './drafts-place.tsx'
import { ExportSheet } from './export-sheet.tsx'
import { RetentionSheet } from './retention-sheet.tsx'
import { SettingsSheet } from './settings-sheet.tsx'
import { Setup } from './setup.tsx'
import { ShortcutsSheet } from './shortcuts-sheet.tsx'
import { Sidebar } from './sidebar.tsx'
import { Timeline } from './timeline.tsx'
import { TransferList } from './transfer-list.tsx'
import { TrashPlace } from './trash-place.tsx'
import { TrashStrip } from './trash-strip.tsx'
import { useFileDrop } from './use-file-drop.ts'

/** The whole window. A sound file may be dropped anywhere on it. */
export function App() {
  const isDropping = useFileDrop()
  if (connection.value === 'connecting') {
    return <main class="connecting">{dockFailure.value?.message ?? words.connecting}</main>
  }
  return (
    <div class="app">
      <Sidebar />
      <main class="main" data-private={isPrivate.value && place.value === 'conversation'}>
        <ConversationHeader />
        <Banners />
        <TransferList />
        <MainPlace />
        <Dock />
        {isDropping && <p class="drop">{words.composer.drop}</p>}
      </main>
      <SettingsSheet />
      <ShortcutsSheet />
      <DeleteSheet />
      <ExportSheet />
      <RetentionSheet />
      <Announcer />
    </div>
  )
}

function MainPlace() {
  if (showsSetup.value) return <Setup />
  switch (place.value) {
    case 'drafts':
      return <DraftsPlace />
    case 'archived':
      return <ArchivedPlace />
    case 'trash':
      return <TrashPlace />
    case 'conversation':
      return (
        <>
          <TrashStrip />
          <Timeline />
        </>
      )
  }
}
