import { words } from '../../app/words.ts'
import { isSidebarOpen } from '../state.ts'
import { AttachmentChip } from './attachment-chip.tsx'
import { Composer } from './composer.tsx'
import { DockFailure } from './dock-failure.tsx'
import { MicrophonePicker } from './microphone-picker.tsx'
import { PhaseLine } from './phase-line.tsx'
import { PrivateNote } from './private-note.tsx'
import { ReplayBar } from './replay-bar.tsx'
import { TalkButton } from './talk-button.tsx'
import { UndoStrip } from './undo-strip.tsx'

/** Where one talks and types: what is going on, the talk button, the microphone, the text box. */
export function Dock() {
  return (
    <section class="dock" aria-label={words.talk.area}>
      <PrivateNote />
      <ReplayBar />
      <DockFailure />
      {!isSidebarOpen.value && <UndoStrip />}
      <div class="dock-talk">
        <PhaseLine />
        <TalkButton />
        <MicrophonePicker />
      </div>
      <AttachmentChip />
      <Composer />
    </section>
  )
}
