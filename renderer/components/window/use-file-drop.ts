import { useEffect, useState } from 'preact/hooks'
import { failWith, toFailure } from '../../../app/errors.ts'
import { attachFile } from '../../actions/ask.ts'
import { showInDock } from '../../actions/attempt.ts'
import { importFiles } from '../../actions/transfers.ts'
import { areMeant, sortFiles } from '../../brought-files.ts'
import { doLater } from './lazily.tsx'

/**
 * Takes files that are dropped anywhere on the window, or pasted: a sound is attached, exports and personas are imported. Returns whether a
 * file is being dragged over the window.
 */
export function useFileDrop(): boolean {
  const [isHeldOver, setHeldOver] = useState(false)
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    const onDragOver = (event: DragEvent) => {
      // Otherwise the browser would leave the page to open the file.
      event.preventDefault()
      setHeldOver(event.dataTransfer?.types.includes('Files') === true)
    }
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHeldOver(false)
    }
    const onDrop = (event: DragEvent) => {
      event.preventDefault()
      setHeldOver(false)
      take([...(event.dataTransfer?.files ?? [])])
    }
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (!areMeant(files, event.clipboardData?.types.includes('text/plain') === true)) return
      event.preventDefault()
      take(files)
    }
    addEventListener('dragover', onDragOver, { signal })
    addEventListener('dragleave', onDragLeave, { signal })
    addEventListener('drop', onDrop, { signal })
    addEventListener('paste', onPaste, { signal })
    return () => listening.abort()
  }, [])
  return isHeldOver
}

function take(brought: readonly File[]): void {
  const { kind, files } = sortFiles(brought)
  const [first] = files
  if (kind === 'personas') void doLater(later => later.importPersonas(files))
  else if (kind === 'exports') void importFiles(files)
  else if (first) {
    void attachFile(first)
    if (files.length > 1) showInDock(toFailure(failWith('attachment_alone', { name: first.name })))
  }
}
