/** What Parley can take, by its name. */
const TAKEN = /\.(wav|mp3|zip|md)$/i

/** What is to become of files that were dropped or pasted: those of one kind. */
export type Brought = { kind: 'personas' | 'exports' | 'sounds'; files: readonly File[] }

/** Sorts files that were dropped or pasted. What is no persona and no export may be a sound, and is looked into. */
export function sortFiles(files: readonly File[]): Brought {
  const named = (ending: RegExp) => files.filter(({ name }) => ending.test(name))
  const [personas, exports] = [named(/\.md$/i), named(/\.zip$/i)]
  if (personas.length > 0) return { kind: 'personas', files: personas }
  return exports.length > 0 ? { kind: 'exports', files: exports } : { kind: 'sounds', files }
}

/**
 * Whether files in the clipboard are meant to be brought, rather than the text beside them: programs put a picture of copied text there, and
 * the system the name of a copied file.
 */
export function areMeant(files: readonly File[], hasText: boolean): boolean {
  if (!hasText) return files.length > 0
  return files.some(({ name, type }) => TAKEN.test(name) || type.startsWith('audio/'))
}
