import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Learned } from '../../../main/profiles/learned.ts'

const here = { profileId: 'practice', baseUrl: 'http://127.0.0.1:4000', model: 'gpt-audio-1.5' }
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-learned-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = () => join(folder, 'learned.json')

test('what was learned is there after a restart, for that server and that model alone', () => {
  new Learned(folder).learn(here, { streams: false, voice: 'came', format: 'wav' })
  const learned = new Learned(folder)
  expect(learned.of(here)).toMatchObject({ streams: false, speaks: true, format: 'wav' })
  expect(learned.of({ ...here, model: 'another' })).toBeNull()
  expect(learned.of({ ...here, baseUrl: 'http://127.0.0.1:4001' })).toBeNull()
  expect(learned.of({ ...here, profileId: 'environment-openai' })).toBeNull()
})

test('it is forgotten of a profile when that is wanted, with every server and model it has had', () => {
  const learned = new Learned(folder)
  const before = { ...here, model: 'an earlier one' }
  const another = { ...here, profileId: 'environment-openai' }
  for (const one of [before, here, another]) learned.learn(one, { streams: false })
  learned.forget(here.profileId)
  for (const known of [learned, new Learned(folder)])
    expect([before, here, another].map(one => known.of(one)?.streams ?? null)).toEqual([null, null, false])
})

test('whoever wants to know is told when something else is known than before, and only then', () => {
  let told = 0
  const learned = new Learned(folder, () => told++)
  learned.learn(here, { streams: true })
  learned.learn(here, { streams: true })
  expect(told).toBe(1)
  learned.forget(here.profileId)
  learned.forget(here.profileId)
  expect(told).toBe(2)
})

test('the file is written when something new was learned, and only then', () => {
  const learned = new Learned(folder)
  learned.learn(here, { streams: true })
  rmSync(file())
  learned.learn(here, { streams: true })
  expect(readdirSync(folder)).toEqual([])
  learned.learn(here, { hears: true })
  expect(readdirSync(folder)).toEqual(['learned.json'])
})

test('what another process learns meanwhile is known too, and neither takes anything from the other', () => {
  const [window, shell] = [new Learned(folder), new Learned(folder)]
  window.learn(here, { streams: true })
  shell.learn({ ...here, model: 'another' }, { hears: false })
  shell.learn(here, { voice: 'came' })
  window.learn({ ...here, model: 'a third' }, { streams: false })
  for (const learned of [window, shell, new Learned(folder)]) {
    expect(learned.of(here)).toMatchObject({ streams: true, speaks: true })
    expect([
      learned.of({ ...here, model: 'another' })?.hears,
      learned.of({ ...here, model: 'a third' })?.streams,
    ]).toEqual([...[false, false]])
  }
})

test('of more servers than anyone asks, those that taught last are remembered', () => {
  const learned = new Learned(folder)
  for (let number = 0; number < 250; number++) learned.learn({ ...here, model: `m${number}` }, { streams: true })
  const again = new Learned(folder)
  expect([again.of({ ...here, model: 'm49' }), again.of({ ...here, model: 'm50' })?.streams]).toEqual([null, true])
})

describe('a file that cannot be used is no failure', () => {
  for (const [what, text] of [
    ['is no JSON', '{"servers": ['],
    ['is something else', '[1, 2]'],
    ['is empty', ''],
  ] as const) {
    test(`because it ${what}`, () => {
      writeFileSync(file(), text)
      const learned = new Learned(folder)
      expect(learned.of(here)).toBeNull()
      learned.learn(here, { streams: true })
      expect(new Learned(folder).of(here)?.streams).toBe(true)
    })
  }

  test('in part: the rest of it is', () => {
    const good = { ...here, streams: true, at: Date.now(), somethingNewer: 1 }
    const bad = [{ ...good, model: 'bad', at: 'soon' }, null, 7]
    writeFileSync(file(), JSON.stringify({ servers: [...bad, good] }))
    expect(new Learned(folder).of(here)?.streams).toBe(true)
  })

  test('because the folder is gone', () => {
    const learned = new Learned(folder)
    rmSync(folder, { recursive: true })
    learned.learn(here, { streams: true })
    expect(learned.of(here)?.streams).toBe(true)
  })
})

test('no key, name or word is in the file, which its owner alone can read', () => {
  new Learned(folder).learn({ ...here, key: 'test-secret', instructions: 'Be brief.' } as typeof here, {
    streams: true,
  })
  expect(readFileSync(file(), 'utf8')).not.toMatch(/secret|brief/)
  if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600)
})
