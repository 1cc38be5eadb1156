import type { TargetedEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

/**
 * What is typed into a field stays in it until the field is left, whatever is drawn anew meanwhile: Preact puts `value` back whenever it
 * draws. Then it is taken, and stays until something else is to be shown.
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
