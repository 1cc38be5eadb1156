import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Spent, sumOf, totalOf } from '../../../app/cost/spending.ts'
import { noTokens } from '../../../app/cost/tokens.ts'
import { takeFileLock } from '../../../main/files/file-lock.ts'
import { SpendingFile } from '../../../main/spending/spending-file.ts'

const NOW = new Date(2026, 10, 26, 12).getTime()

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-spending-file-'))
})
afterEach(() => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true })
})

function spent(usd: number): Spent {
  const whose = { profileId: 'one', endpoint: 'server', model: 'voice' }
  return { ...whose, ...sumOf({ usd, isEstimate: false, source: 'server' }, noTokens) }
}

const usdOf = ({ months }: SpendingFile) => totalOf(months[0]).usd
const onDisk = () => JSON.parse(readFileSync(join(folder, 'spending.json'), 'utf8'))

test('what several processes spend at once is all counted, and each knows of the others’', async () => {
  const here = new SpendingFile(folder, () => [])
  const module = join(import.meta.dirname, '../../../main/spending/spending-file.ts')
  const script = `
    const { SpendingFile } = await import(${JSON.stringify(module)})
    const file = new SpendingFile(${JSON.stringify(folder)}, () => null)
    for (let n = 0; n < 25; n++) file.add(${NOW}, ${JSON.stringify(spent(1))})`
  const others = [0, 1].map(() => spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' }))
  for (let n = 0; n < 25; n++) here.add(NOW, spent(1))
  await Promise.all(others.map(other => once(other, 'exit')))
  expect([usdOf(here), usdOf(new SpendingFile(folder, () => null))]).toEqual([75, 75])
})

test('what cannot be written because another process writes is written with the next', () => {
  const file = new SpendingFile(folder, () => [])
  file.add(NOW, spent(1))
  const lock = takeFileLock(join(folder, 'spending.lock'))
  file.add(NOW, spent(2))
  expect([usdOf(file), totalOf(onDisk().months[0]).usd]).toEqual([3, 1])
  lock?.close()
  file.add(NOW, spent(4))
  expect([usdOf(file), totalOf(onDisk().months[0]).usd]).toEqual([7, 7])
})

test('what was spent before, is taken from the library when that is there again, and nothing twice', () => {
  let isThere = false
  const kept = () =>
    isThere
      ? [
          { at: NOW - 5, ...spent(10) },
          { at: NOW + 5, ...spent(2) },
        ]
      : null
  const file = new SpendingFile(folder, kept)
  expect(file.months).toEqual([])
  file.add(NOW, spent(1))
  file.add(NOW + 5, spent(2))
  expect(usdOf(file)).toBe(3)
  isThere = true
  for (const one of [new SpendingFile(folder, kept), file]) expect(usdOf(one)).toBe(13)
  expect(onDisk()).toMatchObject({ missingBefore: null })
})

test('a library that cannot be read is asked again', () => {
  let isBroken = true
  const file = new SpendingFile(folder, () => {
    if (isBroken) throw new Error('the disk is slow')
    return [{ at: NOW - 5, ...spent(10) }]
  })
  file.add(NOW, spent(1))
  isBroken = false
  expect(usdOf(file)).toBe(11)
})
