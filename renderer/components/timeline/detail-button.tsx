/** A figure in a line about a turn. Pressing it shows the details. */
export function DetailButton(props: {
  /** What it shows. */
  text: string
  /** Its label for screen readers. */
  label: string
  detail: string
  isOpen: boolean
  onClick: () => void
}) {
  const { text, label, detail, isOpen, onClick } = props
  return (
    <button
      type="button"
      class="detail-button"
      aria-label={label}
      aria-expanded={isOpen}
      title={detail}
      onClick={onClick}
    >
      {text}
    </button>
  )
}
