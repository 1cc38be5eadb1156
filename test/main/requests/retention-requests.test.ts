import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RetentionPolicy } from '../../../app/library/retention.ts'
import type { BrowserHost } from '../../../main/browser/host-server.ts'
import { openLibrary } from '../../../main/library/open-library.ts'
import { newReply, newTurn } from '../../helpers/library-folder.ts'
import { startPagelessHost } from '../../helpers/pageless-host.ts'
import { PATIENCE } from '../../helpers/patience.ts'
import { openSocketWindow, type SocketWindow } from '../../helpers/socket-window.ts'

const DAY = 24 * 3600 * 1000
const week: RetentionPolicy = { soundDays: null, wordsDays: 7, soundBytes: null }

let folder: string
let host: BrowserHost
let window: SocketWindow
const old = newTurn({ id: randomUUID(), conversationId: randomUUID(), text: 'Long ago', status: 'sending' })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-retention-'))
})

afterEach(async () => {
  await window.close()
  await host.close()
  await rm(folder, { recursive: true, force: true })
})

/** A question that was typed so many days ago, and one that was typed so many days ago at last. */
async function startWith(daysAgo: number, lastDaysAgo = 0): Promise<void> {
  for (const [turn, age] of [
    [old, daysAgo],
    [newTurn({ text: 'Lately', status: 'sending' }), lastDaysAgo],
  ] as const) {
    const library = openLibrary(folder, { clock: () => Date.now() - age * DAY })
    library.createTurn(turn)
    library.changeTurn(turn.id, { status: 'answered', reply: newReply() })
    library.close()
  }
  await start()
}

async function start(): Promise<void> {
  host = await startPagelessHost(folder)
  window = await openSocketWindow(host.url)
}

const isThere = async () => (await window.main.openConversation({ conversationId: old.conversationId })).total === 1

test('a preview counts and removes nothing, a policy that was applied removes and is announced', async () => {
  await startWith(8)
  expect(await window.main.previewRetention({ policy: week })).toMatchObject({ texts: 1, turns: 1, conversations: 1 })
  expect([await isThere(), (await window.main.getSettings({})).retention.wordsDays]).toEqual([true, null])
  const settings = await window.main.applyRetention({ policy: week })
  expect(settings.retention).toEqual(week)
  await vi.waitFor(async () => expect(await isThere()).toBe(false), PATIENCE)
  expect(window.events.map(({ name }) => name)).toEqual(['settingsChanged', 'turnDeleted', 'conversationDeleted'])
})

test('a change of settings does not reach it', async () => {
  await startWith(8)
  const change = { retention: week, volume: 0.5 } as object
  expect(await window.main.changeSettings(change)).toMatchObject({ volume: 0.5, retention: { wordsDays: null } })
})

test('what became due while Parley was closed goes at the next start', async () => {
  await startWith(8)
  await window.main.applyRetention({ policy: { ...week, wordsDays: 30 } })
  await window.close()
  await host.close()
  const library = openLibrary(folder, { clock: () => Date.now() - 31 * DAY })
  const turn = library.createTurn(newTurn({ text: 'Older still', status: 'sending' }))
  library.changeTurn(turn.id, { status: 'answered' })
  library.close()
  await start()
  await vi.waitFor(
    async () => expect((await window.main.openConversation({ conversationId: turn.conversationId })).turns).toEqual([]),
    PATIENCE,
  )
  expect(await isThere()).toBe(true)
})

test('under a clock that may be wrong nothing goes at a start, and the window is told', async () => {
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ retention: week }))
  await startWith(900, 400)
  await vi.waitFor(
    async () => expect((await window.main.getStatus({})).notices).toEqual([{ name: 'clock_doubted' }]),
    PATIENCE,
  )
  expect(await isThere()).toBe(true)
  expect(await window.main.previewRetention({ policy: week })).toMatchObject({ isClockDoubtful: true, turns: 2 })
  await window.main.applyRetention({ policy: week })
  await vi.waitFor(async () => expect(await isThere()).toBe(false), PATIENCE)
})

test('that the trash is held back by a clock that may be wrong is told', async () => {
  const library = openLibrary(folder, { clock: () => Date.now() - 900 * DAY })
  library.createTurn(old)
  library.changeTurn(old.id, { status: 'answered' })
  library.trashConversation(old.conversationId)
  library.close()
  await start()
  const notices = async () => (await window.main.getStatus({})).notices
  await vi.waitFor(async () => expect(await notices()).toEqual([{ name: 'trash_held' }]), PATIENCE)
  expect(await isThere()).toBe(true)
})
