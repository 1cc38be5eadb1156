import { useEffect, useState } from 'preact/hooks'
import { attachFile } from '../../actions/ask.ts'
import { importFiles } from '../../actions/transfers.ts'
import { doLater } from './lazily.tsx'

/**
 * Takes files that are dropped anywhere on the window: a sound is attached, exports and personas are imported. Returns whether a file is held
 * over the window.
 */
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
      const files = [...(event.dataTransfer?.files ?? [])]
      const exported = files.filter(({ name }) => /\.zip$/i.test(name))
      const personas = files.filter(({ name }) => /\.md$/i.test(name))
      const [first] = files
      if (personas.length > 0) void doLater(later => later.importPersonas(personas))
      else if (exported.length > 0) void importFiles(exported)
      else if (first) void attachFile(first)
    }
    addEventListener('dragover', onDragOver, { signal })
    addEventListener('dragleave', onDragLeave, { signal })
    addEventListener('drop', onDrop, { signal })
    return () => listening.abort()
  }, [])
  return isHeldOver
}
