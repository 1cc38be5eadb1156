import type { TargetedEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

/**
 * Keeps what is typed in a field until the field is left, however often it is drawn meanwhile: Preact sets `value` back whenever it draws.
 * When the field is left, the text is taken over, and shown until another value arrives.
 * @returns the field's properties
 */
export function useTyped<E extends HTMLInputElement | HTMLTextAreaElement>(
  value: string,
  take: (typed: string) => void,
) {
  const [typed, setTyped] = useState<string | null>(null)
  const isTyping = useRef(false)
  useEffect(() => {
    if (!isTyping.current) setTyped(null)
  }, [value])
  return {
    value: typed ?? value,
    onInput: ({ currentTarget }: TargetedEvent<E>) => {
      isTyping.current = true
      setTyped(currentTarget.value)
    },
    onChange: ({ currentTarget }: TargetedEvent<E>) => {
      isTyping.current = false
      take(currentTarget.value)
    },
  }
}
