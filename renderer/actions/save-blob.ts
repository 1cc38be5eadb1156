/** How long the browser may take to read what is saved. */
const KEPT_MS = 60_000

/** Saves bytes where the browser or the user puts downloads. */
export function saveBlob(blob: Blob, fileName: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS)
}
