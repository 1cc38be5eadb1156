import { words } from '../../../app/words/words.ts'
import { attachment } from '../../state/composing.ts'
import { replay } from '../../state/replay.ts'
import { talk } from '../../state/talk.ts'
import { isSidebarOpen } from '../../state/window.ts'
import { lazily } from '../window/lazily.tsx'
import { UndoStrip } from '../window/undo-strip.tsx'
import { Composer } from './composer.tsx'
import { DockFailure } from './dock-failure.tsx'
import { MicrophonePicker } from './microphone-picker.tsx'
import { PhaseLine } from './phase-line.tsx'
import { PrivateNote } from './private-note.tsx'
import { TalkButton } from './talk-button.tsx'

const AttachmentChip = lazily(later => later.AttachmentChip)
const RecordingNote = lazily(later => later.RecordingNote)
const ReplayBar = lazily(later => later.ReplayBar)

/** Where one talks and types: the phase, the talk button, the microphone, the message box. */
export function Dock() {
  return (
    <section class="dock" aria-label={words.talk.area}>
      <PrivateNote />
      {talk.value.capture.name !== 'idle' && <RecordingNote />}
      {replay.value.name !== 'none' && <ReplayBar />}
      <DockFailure />
      {!isSidebarOpen.value && <UndoStrip />}
      <div class="dock-talk">
        <PhaseLine />
        <TalkButton />
        <MicrophonePicker />
      </div>
      {attachment.value.name !== 'none' && <AttachmentChip />}
      <Composer />
    </section>
  )
}
