import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultPersona } from '../../../app/personas/personas.ts'
import { openNamedPersona, personaInUse } from '../../../main/command-line/named-persona.ts'

let dataFolder: string
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'parley-named-'))
  await mkdir(join(dataFolder, 'personas'))
  for (const [file, name] of Object.entries({ 'wine.md': 'Sommelier', 'one.md': 'Coach', 'two.md': 'Coach' })) {
    await writeFile(join(dataFolder, 'personas', file), `---\nname: ${name}\n---\nI am in ${file}.`)
  }
})
afterEach(() => rm(dataFolder, { recursive: true, force: true }))

const open = (name: string) => openNamedPersona({ name, dataFolder })

test('a persona is found by its name or its file’s, and the built-in one too', () => {
  const found = ['Sommelier', ' sommelier ', 'wine', 'two', 'Thoughtful partner'].map(name => open(name).instructions)
  expect(found).toEqual([
    ...['I am in wine.md.', 'I am in wine.md.', 'I am in wine.md.', 'I am in two.md.', defaultPersona.instructions],
  ])
})

test('two of a name have to be told apart', () => {
  const names = '“Thoughtful partner”, “Coach (one)”, “Coach (two)”, “Sommelier”'
  expect(() => open('Coach')).toThrow(`“Coach” names 2 personas; there are ${names}`)
})

test('a file that is not there, or too large, is told', async () => {
  const large = join(dataFolder, 'large.md')
  await writeFile(large, 'x'.repeat(1_000_000))
  expect(() => open(large)).toThrow('it is larger than 410 kB')
  expect(() => open(join(dataFolder, 'nothing.md'))).toThrow('nothing.md is not there.')
})

test('the persona in use is that of the settings, with instructions that wait to be one', async () => {
  const keep = (settings: object) => writeFile(join(dataFolder, 'settings.json'), JSON.stringify(settings))
  const before = personaInUse(dataFolder)
  await keep({ personaId: 'wine' })
  const chosen = personaInUse(dataFolder)
  await keep({ instructions: 'Be brief.' })
  expect([before, chosen.name, personaInUse(dataFolder).instructions]).toEqual([
    defaultPersona,
    'Sommelier',
    'Be brief.',
  ])
})
