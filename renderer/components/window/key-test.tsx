import { Check, Circle } from 'lucide'
import { useLayoutEffect, useState } from 'preact/hooks'
import type { KeyCapability } from '../../../app/desktop/global-key.ts'
import { setupWords } from '../../../app/words/setup-words.ts'
import { shortcutWords } from '../../../app/words/shortcut-words.ts'
import { talkingWords } from '../../../app/words/talking-words.ts'
import { divertCommands } from '../../actions/talk.ts'
import { settings, status } from '../../state/main.ts'
import { CodedText } from '../controls/coded-text.tsx'
import { Icon } from '../controls/icon.tsx'

/** Shows that Space, and the global talk key if there is one, are seen going down and coming up. */
export function KeyTest() {
  const can = status.value?.globalKey
  return (
    <>
      <SpaceTest />
      {can && can.kind !== 'none' && <GlobalKeyTest can={can} />}
    </>
  )
}

const unseen = { isDown: false, isUp: false }

/** While it is shown, Space does nothing else. */
function SpaceTest() {
  const [seen, setSeen] = useState(unseen)
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'Space') return
      event.preventDefault()
      event.stopPropagation()
      setSeen(before => (event.type === 'keydown' ? { ...before, isDown: true } : { ...before, isUp: before.isDown }))
    }
    // In the capturing phase, before anything that would talk or press a button.
    addEventListener('keydown', onKey, true)
    addEventListener('keyup', onKey, true)
    return () => {
      removeEventListener('keydown', onKey, true)
      removeEventListener('keyup', onKey, true)
    }
  }, [])
  return (
    <div class="key-test">
      <KeyName name={shortcutWords.keys.space} isHeld={seen.isDown && !seen.isUp} />
      <Mark label={setupWords.keyDown} isSeen={seen.isDown} />
      <Mark label={setupWords.keyUp} isSeen={seen.isUp} />
      <Said>{seen.isUp ? setupWords.keyWorks : setupWords.keyWaiting}</Said>
    </div>
  )
}

/** While it is shown, the global talk key does nothing else. If its release is not seen, says why. */
function GlobalKeyTest({ can }: { can: Exclude<KeyCapability, { kind: 'none' }> }) {
  const [seen, setSeen] = useState(unseen)
  useLayoutEffect(
    () =>
      divertCommands(command => {
        if (command === 'hold' || command === 'toggle') setSeen(before => ({ ...before, isDown: true }))
        if (command === 'release') setSeen(before => ({ ...before, isUp: before.isDown }))
      }),
    [],
  )
  const isToggle = can.kind === 'toggle'
  const isWorking = isToggle ? seen.isDown : seen.isUp
  return (
    <section class="key-test" aria-label={talkingWords.globalKey}>
      <KeyName name={settings.value.talk.globalKey} isHeld={!isToggle && seen.isDown && !seen.isUp} />
      <Mark label={setupWords.keyDown} isSeen={seen.isDown} />
      {!isToggle && <Mark label={setupWords.keyUp} isSeen={seen.isUp} />}
      <Said>{isWorking ? setupWords.keyWorks : setupWords.keyWaiting}</Said>
      {isToggle && (
        <p class="soft">
          <CodedText text={talkingWords.globalKeyObstacles[can.obstacle]} />
        </p>
      )}
    </section>
  )
}

function KeyName({ name, isHeld }: { name: string; isHeld: boolean }) {
  return (
    <kbd class="key-test-key" data-down={isHeld}>
      {name}
    </kbd>
  )
}

function Mark({ label, isSeen }: { label: string; isSeen: boolean }) {
  return (
    <span class="key-test-mark" data-seen={isSeen}>
      <Icon of={isSeen ? Check : Circle} />
      {label}
    </span>
  )
}

function Said({ children }: { children: string }) {
  return (
    <p class="soft" aria-live="polite">
      {children}
    </p>
  )
}
