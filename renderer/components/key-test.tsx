import { Check, Circle } from 'lucide'
import { useLayoutEffect, useState } from 'preact/hooks'
import { setupWords } from '../../app/setup-words.ts'
import { shortcutWords } from '../../app/shortcut-words.ts'
import { Icon } from './icon.tsx'

/** Shows that Space is seen going down and coming up. While it is shown, Space does nothing else. */
export function KeyTest() {
  const [seen, setSeen] = useState({ isDown: false, isUp: false })
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
      <kbd class="key-test-key" data-down={seen.isDown && !seen.isUp}>
        {shortcutWords.keys.space}
      </kbd>
      <Mark label={setupWords.keyDown} isSeen={seen.isDown} />
      <Mark label={setupWords.keyUp} isSeen={seen.isUp} />
      <p class="soft" aria-live="polite">
        {seen.isUp ? setupWords.keyWorks : setupWords.keyWaiting}
      </p>
    </div>
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
