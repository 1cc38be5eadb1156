import { sentenceOf } from '../../../app/errors.ts'
import { words } from '../../../app/words/words.ts'
import { isPrivate } from '../../state/conversation.ts'
import { transfers } from '../../state/library.ts'
import { connection } from '../../state/main.ts'
import { dockFailure } from '../../state/talk.ts'
import { place } from '../../state/window.ts'
import { MainPlace } from '../conversations/main-place.tsx'
import { Sidebar } from '../conversations/sidebar.tsx'
import { Dock } from '../dock/dock.tsx'
import { ConversationHeader } from '../timeline/conversation-header.tsx'
import { Announcer } from './announcer.tsx'
import { Banners } from './banners.tsx'
import { lazily } from './lazily.tsx'
import { Sheets } from './sheets.tsx'
import { useFileDrop } from './use-file-drop.ts'

const TransferList = lazily(later => later.TransferList)

/** The whole window. A sound file may be dropped anywhere on it. */
export function App() {
  const isDropping = useFileDrop()
  if (connection.value === 'connecting') {
    return <main class="connecting">{dockFailure.value ? sentenceOf(dockFailure.value) : words.connecting}</main>
  }
  return (
    <div class="app">
      <Sidebar />
      <main class="main" data-private={isPrivate.value && place.value === 'conversation'}>
        <ConversationHeader />
        <Banners />
        {transfers.value.length > 0 && <TransferList />}
        <MainPlace />
        <Dock />
        {isDropping && <p class="drop">{words.composer.drop}</p>}
      </main>
      <Sheets />
      <Announcer />
    </div>
  )
}
