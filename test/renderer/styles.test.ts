import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../build/bundles.ts'

const physical =
  /^\s*((margin|padding|border)-(left|right)|left|right|border-(top|bottom)-(left|right)-radius)\b|(text-align|float):\s*(left|right)/

test('no style says left or right where the beginning or the end of a line is meant', () => {
  const files = globSync('renderer/styles/*.css', { cwd: root })
  expect(files.length).toBeGreaterThan(5)
  const found = files.flatMap(file =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, i) => (physical.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : [])),
  )
  expect(found).toEqual([])
})
