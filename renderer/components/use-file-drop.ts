import { useEffect, useState } from 'preact/hooks'
import { attachFile } from '../actions/ask.ts'

/** Lets a sound file be dropped anywhere on the window. Returns whether one is held over it. */
export function useFileDrop(): boolean {
  const [isHeldOver, setHeldOver] = useState(false)
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    const onDragOver = (event: DragEvent) => {
      // Otherwise the browser would leave the page for the dropped file.
      event.preventDefault()
      setHeldOver(event.dataTransfer?.types.includes('Files') === true)
    }
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHeldOver(false)
    }
    const onDrop = (event: DragEvent) => {
      event.preventDefault()
      setHeldOver(false)
      const file = event.dataTransfer?.files[0]
      if (file) void attachFile(file)
    }
    addEventListener('dragover', onDragOver, { signal })
    addEventListener('dragleave', onDragLeave, { signal })
    addEventListener('drop', onDrop, { signal })
    return () => listening.abort()
  }, [])
  return isHeldOver
}
