import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { outFolder } from '../../build/bundles.ts'

/** Everything the built window loads before its talk button can be pressed: the page, its scripts with what they import, its styles. */
export async function beginningOfWindow(): Promise<string[]> {
  const folder = join(outFolder, 'renderer')
  const page = join(folder, 'index.html')
  const named = [...(await readFile(page, 'utf8')).matchAll(/\b(?:src|href)="\.\/([^"]+)"/g)]
  const files = new Set(named.map(([, name = '']) => join(folder, name)))
  for (const file of files) {
    if (!file.endsWith('.js')) continue
    const { module } = parseSync(file, await readFile(file, 'utf8'))
    for (const { moduleRequest } of module.staticImports) files.add(join(file, '..', moduleRequest.value))
  }
  return [page, ...files]
}
