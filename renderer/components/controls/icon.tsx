import type { IconNode } from 'lucide'
import { createElement } from 'preact'

/** Draws one of lucide's icons inline, as decoration: the text or name beside it says what it means. */
export function Icon({ of, size = 16 }: { of: IconNode; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {of.map(([tag, attributes]) => createElement(tag, attributes))}
    </svg>
  )
}
