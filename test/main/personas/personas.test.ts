import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultPersona, PERSONA_BYTES_LIMIT } from '../../../app/personas/personas.ts'
import { openSettingsFile } from '../../../main/files/settings-file.ts'
import { keepEarlierInstructions } from '../../../main/personas/earlier-instructions.ts'
import { Personas } from '../../../main/personas/personas.ts'

let data: string
let folder: string

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'parley-personas-'))
  folder = join(data, 'personas')
})

afterEach(() => rm(data, { recursive: true, force: true }))

const sommelier = { name: 'Sommelier', instructions: 'You know wine.', model: '', voice: 'cedar', speed: 1.25 }
const refused = (why: string) =>
  expect.objectContaining({ code: 'persona_unusable', message: expect.stringContaining(why) })
const namesOf = (personas: Personas) => personas.all().map(({ name }) => name)
const faultsOf = (personas: Personas) => personas.describe().faults.map(({ message }) => message)

/** Puts a file into the folder, as somebody does by hand. */
async function put(file: string, text: string | Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, file), text)
}

test('without a folder there is the built-in persona, and nothing is written', async () => {
  expect(new Personas(data).all()).toEqual([defaultPersona])
  expect(await readdir(data)).toEqual([])
})

test('a persona is a file beside one that explains the format, and is there after a restart', async () => {
  const id = new Personas(data).add(sommelier)
  expect((await readdir(folder)).sort()).toEqual(['README.md', 'sommelier.md'])
  expect(await readFile(join(folder, 'sommelier.md'), 'utf8')).toBe(
    '---\nname: Sommelier\nvoice: cedar\nspeed: 1.25\n---\n\nYou know wine.\n',
  )
  expect(new Personas(data).read(id)).toEqual({ id, ...sommelier })
})

test('the example that the folder gives is a persona', async () => {
  const personas = new Personas(data)
  personas.look()
  const readme = await readFile(join(folder, 'README.md'), 'utf8')
  const example = [...readme.matchAll(/^ {4}(.*)$|^$/gm)]
    .map(([, line = '']) => line)
    .join('\n')
    .trim()
  await put('example.md', example)
  personas.look()
  expect([namesOf(personas), faultsOf(personas)]).toEqual([[defaultPersona.name, 'Sommelier'], []])
})

test('two of a name have a file each, and a file that somebody put there is never replaced', async () => {
  const personas = new Personas(data)
  await put('sommelier.md', 'shopping list')
  const ids = [personas.add(sommelier), personas.add(sommelier), personas.add({ ...sommelier, name: '🍷' })]
  expect(ids).toEqual(['sommelier-2', 'sommelier-3', 'persona'])
  expect(await readFile(join(folder, 'sommelier.md'), 'utf8')).toBe('shopping list')
})

describe('what is done by hand', () => {
  test('is noticed when the folder is looked into: changed, new, renamed and removed files', async () => {
    const personas = new Personas(data)
    personas.add(sommelier)
    personas.add({ ...sommelier, name: 'Coach' })
    await put('sommelier.md', '---\nname: Wine waiter\n---\nBe brief.')
    await put('Ein Freund.md', '---\nname: Ein Freund\n---\n')
    await rename(join(folder, 'coach.md'), join(folder, 'trainer.md'))
    personas.look()
    expect(personas.all().map(({ id, name }) => [id, name])).toEqual([
      [defaultPersona.id, defaultPersona.name],
      ['trainer', 'Coach'],
      ['Ein Freund', 'Ein Freund'],
      ['sommelier', 'Wine waiter'],
    ])
    expect(personas.inUse('coach')).toEqual(defaultPersona)
  })

  test('stays where only another part is changed', async () => {
    const personas = new Personas(data)
    const id = personas.add(sommelier)
    await put('sommelier.md', '---\nname: Sommelier\nvoice: cedar\n---\nWritten by hand.')
    personas.change(id, { voice: 'sage' })
    expect(new Personas(data).read(id)).toMatchObject({ voice: 'sage', instructions: 'Written by hand.', speed: 1 })
  })

  test('is told when the file is gone that is to be changed', async () => {
    const personas = new Personas(data)
    const id = personas.add(sommelier)
    await rm(join(folder, 'sommelier.md'))
    expect(() => personas.change(id, { voice: 'sage' })).toThrow(refused('it is not there any more'))
  })
})

describe('a file that cannot be read is named with the reason, and left alone:', () => {
  test('bad ones among good ones', async () => {
    await put('good.md', '---\nname: Good\n---\n')
    await put('bad-head.md', '---\nname: A\ncolour: red\n---\n')
    await put('latin1.md', Buffer.from('---\nname: Zo\xeb\n---\n', 'latin1'))
    await put('large.md', `---\nname: Large\n---\n${'x'.repeat(1_000_000)}`)
    await put('.hidden.md', 'nothing')
    await put('notes.txt', 'nothing')
    await mkdir(join(folder, 'folder.md'))
    await put('elsewhere.txt', '---\nname: Elsewhere\n---\n')
    await symlink(join(folder, 'elsewhere.txt'), join(folder, 'link.md'))
    await symlink('/nowhere', join(folder, 'broken-link.md'))
    const before = await readdir(folder)
    const personas = new Personas(data)
    expect(namesOf(personas)).toEqual([defaultPersona.name, 'Good'])
    expect(faultsOf(personas)).toEqual([
      expect.stringMatching(/^“bad-head\.md” .*colour/),
      expect.stringMatching(/^“broken-link\.md” .*links are not followed/),
      expect.stringMatching(/^“folder\.md” .*it is not a file/),
      expect.stringMatching(/^“large\.md” .*it is larger than 410 kB/),
      expect.stringMatching(/^“latin1\.md” .*UTF-8/),
      expect.stringMatching(/^“link\.md” .*links are not followed/),
    ])
    expect(await readdir(folder)).toEqual(before)
  })

  test('a folder that is a link, into which nothing is written either', async () => {
    await mkdir(join(data, 'elsewhere'))
    await symlink(join(data, 'elsewhere'), folder)
    const personas = new Personas(data)
    expect(faultsOf(personas)).toEqual([expect.stringContaining('it is a link')])
    expect(() => personas.add(sommelier)).toThrow(refused('it is a link'))
    expect(await readdir(join(data, 'elsewhere'))).toEqual([])
  })

  test.skipIf(process.getuid?.() === 0)('a data folder that cannot be written to', async () => {
    await chmod(data, 0o500)
    const personas = new Personas(data)
    personas.look()
    expect(faultsOf(personas)).toEqual([expect.stringContaining('cannot be written to')])
    expect(() => personas.add(sommelier)).toThrow(expect.objectContaining({ code: 'disk_read_only' }))
    await chmod(data, 0o700)
  })
})

describe('the built-in persona', () => {
  test('is in a file once it is changed, and as it was when that is removed', () => {
    const personas = new Personas(data)
    personas.change(defaultPersona.id, { voice: 'sage' })
    expect(new Personas(data).all()).toEqual([{ ...defaultPersona, voice: 'sage' }])
    personas.remove(defaultPersona.id)
    expect(new Personas(data).all()).toEqual([defaultPersona])
  })

  test('stays when a file of its name cannot be read, and that file is not replaced', async () => {
    await put('thoughtful-partner.md', 'my own notes')
    const personas = new Personas(data)
    expect(personas.all()).toEqual([defaultPersona])
    expect(() => personas.change(defaultPersona.id, { voice: 'sage' })).toThrow(refused('is there already'))
    expect(await readFile(join(folder, 'thoughtful-partner.md'), 'utf8')).toBe('my own notes')
  })
})

test('a persona that was removed can be had back as it was', () => {
  const personas = new Personas(data)
  const id = personas.add(sommelier)
  personas.remove(id)
  expect(namesOf(new Personas(data))).toEqual([defaultPersona.name])
  personas.restore(id)
  expect(new Personas(data).read(id)).toEqual({ id, ...sommelier })
  expect(() => personas.restore(id)).toThrow(refused('more than a minute ago'))
})

test('a persona that was removed, taken back and removed again can be had back for a minute from then on', () => {
  vi.useFakeTimers()
  try {
    const personas = new Personas(data)
    const id = personas.add(sommelier)
    personas.remove(id)
    vi.advanceTimersByTime(50_000)
    personas.restore(id)
    personas.remove(id)
    vi.advanceTimersByTime(50_000)
    personas.restore(id)
    expect(personas.read(id)).toEqual({ id, ...sommelier })
  } finally {
    vi.useRealTimers()
  }
})

describe('a file from elsewhere', () => {
  test('is taken as another persona each time', async () => {
    const personas = new Personas(data)
    const bytes = await readFile(join(folder, `${personas.add(sommelier)}.md`))
    const id = personas.import('from a friend.md', bytes)
    expect([id, personas.read(id)]).toEqual(['sommelier-2', { id: 'sommelier-2', ...sommelier }])
  })

  test.for([
    ['words', Buffer.from('You know wine.'), 'its first line is not ---'],
    ['too much', new Uint8Array(PERSONA_BYTES_LIMIT + 1), 'larger than 410 kB'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'UTF-8'],
  ] as const)('is refused by its name: %s', ([, bytes, why]) => {
    const personas = new Personas(data)
    expect(() => personas.import('friend.md', bytes)).toThrow(refused(why))
    expect(namesOf(personas)).toEqual([defaultPersona.name])
  })
})

describe('instructions of an earlier Parley', () => {
  const keep = () => {
    const settingsFile = openSettingsFile(data)
    const personas = new Personas(data)
    keepEarlierInstructions(settingsFile, personas)
    return { settings: settingsFile.current(), personas }
  }

  test('become a persona that is in use', async () => {
    await writeFile(join(data, 'settings.json'), JSON.stringify({ instructions: 'Be brief.', volume: 0.5 }))
    const { settings, personas } = keep()
    expect(settings).toMatchObject({ personaId: 'my-instructions', earlierInstructions: null, volume: 0.5 })
    expect(personas.inUse(settings.personaId)).toMatchObject({ name: 'My instructions', instructions: 'Be brief.' })
    expect(keep().personas.all()).toHaveLength(2)
  })

  test('wait in the settings while no file can be written', async () => {
    await writeFile(join(data, 'settings.json'), JSON.stringify({ instructions: 'Be brief.' }))
    await writeFile(folder, 'a file in its place')
    expect(keep().settings).toMatchObject({ personaId: defaultPersona.id, earlierInstructions: 'Be brief.' })
    await rm(folder)
    expect(keep().settings).toMatchObject({ personaId: 'my-instructions', earlierInstructions: null })
  })
})
