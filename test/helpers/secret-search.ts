import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A key without a prefix that would give it away, with characters that JSON, URLs and HTML escape. */
export function newOddKey(): string {
  return `Key+${randomUUID()}/"&=<'%`
}

/** Files of a folder that hold a text. */
export async function filesHolding(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const entry of entries.filter(entry => entry.isFile())) {
    // While Parley runs, files that are being written may be renamed in between.
    const bytes = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0))
    if (holds(bytes, text)) found.push(entry.name)
  }
  return found.sort()
}

/** Whether bytes contain a text, plain or as JSON, URLs, HTML and base64 encode it. */
export function holds(bytes: Buffer, text: string): boolean {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const inside = [0, 1, 2].map(before => base64(' '.repeat(before) + text).slice(before + 1, -4))
  const forms = [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text), encodeURI(text), escaped, ...inside]
  return forms.some(form => bytes.includes(form))
}

/** A text as base64 writes it. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
