import { Check, Circle } from 'lucide'
import { useLayoutEffect, useState } from 'preact/hooks'
import { words } from '../../app/words.ts'
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
  const { setup } = words
  return (
    <div class="key-test">
      <kbd class="key-test-key" data-down={seen.isDown && !seen.isUp}>
        Space
      </kbd>
      <Mark label={setup.keyDown} isSeen={seen.isDown} />
      <Mark label={setup.keyUp} isSeen={seen.isUp} />
      <p class="soft" aria-live="polite">
        {seen.isUp ? setup.keyWorks : setup.keyWaiting}
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
