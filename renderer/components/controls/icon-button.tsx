import type { IconNode } from 'lucide'
import { Icon } from './icon.tsx'

/** A button that shows an icon and is named by `label`, also as its tooltip. */
export function IconButton(props: {
  icon: IconNode
  label: string
  onClick: () => void
  disabled?: boolean
  isExpanded?: boolean
  class?: string
}) {
  return (
    <button
      type="button"
      class={`icon-button ${props.class ?? ''}`}
      aria-label={props.label}
      title={props.label}
      aria-expanded={props.isExpanded}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Icon of={props.icon} />
    </button>
  )
}
