import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, open, readFile, rm, statfs, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ATTACHMENT_BYTES_LIMIT } from '../../app/limits.ts'
import { failures } from '../../app/words/failures.ts'
import { outFolder } from '../../build/bundles.ts'
import { startHostProcess } from '../../build/host-process.ts'
import { fixture, type RunningApp, startApp } from '../helpers/app.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { folderContents } from '../helpers/folder-contents.ts'
import { briefReply, codedSamples } from '../helpers/known-reply.ts'
import { listenAtOwnPort } from '../helpers/own-port.ts'
import { throughSmallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts'
import { openSocketWindow } from '../helpers/socket-window.ts'
import { headerOf, plainWriting, tone, type Writing, wavOf } from '../helpers/wav-files.ts'

/*
 * What users really have: files that are no sound, folders that cannot be written to, a Parley that is open already. Each is told
 * in one sentence and leaves everything else working.
 */

const MEGABYTE = 1024 ** 2
/** As telephones write it: eight thousand bytes a second. */
const telephone: Writing = { ...plainWriting, bitsPerSample: 8, sampleRateHz: 8000 }
const HALF_AN_HOUR_BYTES = 1800 * 8000
/** What a disk has left when somebody begins to talk: a few seconds' worth. */
const ROOM_BYTES = 300_000

let server: EndpointServer
let app: RunningApp
let parley: ConversationPage
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-bad-input-'))
  server = await startEndpointServer({ reply: briefReply })
  app = await startApp({ environment: { OPENAI_BASE_URL: server.baseUrl } })
  parley = new ConversationPage(app)
})

afterAll(async () => {
  await app.close()
  await server.close()
  await rm(folder, { recursive: true })
})

describe('an attached file', () => {
  beforeEach(() => parley.newConversation())

  const bad: { what: string; begin: Buffer; bytes?: number; says: (name: string) => string }[] = [
    { what: 'that is empty', begin: Buffer.alloc(0), says: name => failures.attachment_empty({ name }) },
    {
      what: 'that is a header alone',
      begin: headerOf(0, plainWriting),
      says: name => failures.attachment_damaged({ name }),
    },
    {
      what: 'that is cut off in its header',
      begin: headerOf(48_000, plainWriting).subarray(0, 30),
      says: name => failures.attachment_damaged({ name }),
    },
    {
      what: 'that is silent',
      begin: wavOf([new Float64Array(24_000)]),
      says: name => failures.attachment_empty({ name }),
    },
    {
      what: 'of 10 ms',
      begin: wavOf([tone(440, { seconds: 0.01 })]),
      says: name => failures.attachment_too_short({ name, ms: 10 }),
    },
    {
      what: 'that is a text',
      begin: Buffer.from('Dear diary, '.repeat(50)),
      says: name => failures.attachment_unsupported({ name }),
    },
    {
      what: 'of half an hour',
      begin: headerOf(HALF_AN_HOUR_BYTES, telephone),
      bytes: HALF_AN_HOUR_BYTES + 44,
      says: name => failures.attachment_too_long({ name, minutes: 30, limitMinutes: 7.2 }),
    },
    {
      what: 'of 200 MB',
      begin: headerOf(200 * MEGABYTE, plainWriting),
      bytes: 200 * MEGABYTE,
      says: name => {
        const [bytes, limitBytes] = [200 * MEGABYTE, ATTACHMENT_BYTES_LIMIT]
        return failures.attachment_too_large({ name, bytes, limitBytes })
      },
    },
  ]

  test.for(bad)('$what is refused in a sentence, and a good one is taken in its place', async file => {
    await attach('notes.wav', file.begin, file.bytes)
    const alert = app.page.getByRole('region', { name: 'Talk and type' }).getByRole('alert')
    await alert.waitFor()
    expect((await alert.innerText()).trim()).toBe(file.says('notes.wav'))
    expect(await app.page.getByRole('button', { name: 'Send message' }).isDisabled()).toBe(true)
    await attach('good.wav', await readFile(fixture('golden-retriever.wav')))
    await app.page.getByRole('button', { name: 'Remove good.wav' }).waitFor()
    expect(await alert.count()).toBe(0)
    await app.page.getByRole('button', { name: 'Remove good.wav' }).click()
  })

  test('that is cut off in the middle is sent as far as it goes', async () => {
    await attach('cut.wav', wavOf([tone(440, { seconds: 4 })]).subarray(0, 44 + 48_001))
    await app.page.getByRole('button', { name: 'Remove cut.wav' }).waitFor()
    await app.page.getByRole('button', { name: 'Send message' }).click()
    await parley.answered(server.reply.words)
    expect(server.lastRecording()).toHaveLength(24_000)
  })

  /** Picks a file; one that shall be longer than what it begins with is zeros from there on. */
  async function attach(name: string, begin: Buffer, bytes = begin.byteLength): Promise<void> {
    const path = join(folder, name)
    await writeFile(path, begin)
    const file = await open(path, 'r+')
    await file.truncate(bytes)
    await file.close()
    await app.page.locator('input[type=file]').setInputFiles(path)
  }
})

describe('a start', () => {
  test('in a file, or below one, says that it is no folder', async () => {
    const file = join(folder, 'letter')
    await writeFile(file, 'Dear diary')
    const sentence = failures.disk_failed({ what: { name: 'is_file', path: file } })
    expect(await refusedStart({ dataFolder: file })).toBe(sentence)
    expect(await refusedStart({ dataFolder: join(file, 'below') })).toBe(sentence)
    expect(await readFile(file, 'utf8')).toBe('Dear diary')
  })

  test('in a folder that is in use names who uses it, and leaves it alone', async () => {
    const pid = app.host.process.pid ?? null
    expect(await refusedStart({ dataFolder: app.dataFolder })).toBe(failures.busy({ holder: 'parley', pid }))
    await parley.newConversation()
    await parley.type('Are you still there?')
    await parley.answered(server.reply.words)
  })

  test('at a port that is taken says so, and lets go of the folder', async () => {
    const taken = createServer()
    const port = await listenAtOwnPort(taken)
    const dataFolder = join(folder, 'port')
    expect(await refusedStart({ dataFolder, port })).toBe(failures.port_taken({ port }))
    await new Promise(resolve => taken.close(resolve))
    const host = await startHostProcess({ dataFolder, port })
    expect([host.url.startsWith(`http://127.0.0.1:${port}/#`), await host.stop()]).toEqual([true, 0])
  })
})

/** Runs a command as a user who owns nothing here (util-linux). */
const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']

/** Why nothing can be run as another user, or null when it can: root alone may, and only what others may read. */
function whyNobody(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root may become another user'
  const [program = '', ...args] = [...asNobody, process.execPath, '--check', join(outFolder, 'main', 'browser.js')]
  return spawnSync(program, args).status === 0 ? null : 'others may not read the built Parley'
}

const nobody = whyNobody()
if (nobody) console.warn(`NOT CHECKED: starting in another user’s folder, because ${nobody}`)

describe.skipIf(nobody)('another user’s data folder', () => {
  test.for([
    ['that nobody else may look into', 0o700],
    ['that others may look into, and not write to', 0o755],
  ] as const)('%s is told, and nothing in it changes', async ([, mode]) => {
    const dataFolder = await mkdtemp(join(folder, 'others-'))
    const host = await startHostProcess({ dataFolder })
    await host.stop()
    await chmod(folder, 0o711)
    await chmod(dataFolder, mode)
    const before = folderContents(dataFolder)
    const said = await refusedStart({ dataFolder, through: asNobody })
    expect(said).toBe(failures.disk_read_only({ folder: dataFolder }))
    expect(folderContents(dataFolder)).toEqual(before)
  })
})

const noSmallDisk = await whyNoSmallDisk()
if (noSmallDisk) console.warn(`NOT CHECKED: starting on full and read-only disks, because ${noSmallDisk}`)

describe.skipIf(noSmallDisk)('a disk', () => {
  test('that is read-only is told, also where the folder is still to be made', async () => {
    const through = throughSmallDisk(folder, 'mount -o remount,bind,ro "$1"')
    const deep = join(folder, 'still', 'to', 'be', 'made')
    expect(await refusedStart({ dataFolder: folder, through })).toBe(failures.disk_read_only({ folder }))
    expect(await refusedStart({ dataFolder: deep, through })).toBe(failures.disk_read_only({ folder: deep }))
  })

  test('that is full is told', async () => {
    const through = throughSmallDisk(folder, 'cat /dev/zero > "$1/filler" 2> /dev/null')
    expect(await refusedStart({ dataFolder: folder, through })).toBe(failures.disk_full({ folder }))
  })

  test('that fills up while someone talks leaves a draft of what it took; a reply without room can be had again', async () => {
    const settings = `echo '{"setupDone":true}' > "$1/settings.json"`
    const through = throughSmallDisk(folder, `${settings}; head -c 1800000 /dev/zero > "$1/filler"`)
    const host = await startHostProcess({
      dataFolder: folder,
      through,
      environment: { OPENAI_BASE_URL: server.baseUrl },
    })
    const disk = `/proc/${host.process.pid}/root${folder}`
    const observer = await openSocketWindow(host.url)
    const page = await app.browser.newPage({ viewport: { width: 960, height: 680 } })
    try {
      await page.goto(host.url)
      const there = new ConversationPage({ ...app, page })
      await there.talkButton.waitFor()
      const { bavail, bsize } = await statfs(disk)
      await writeFile(join(disk, 'more'), Buffer.alloc(bavail * bsize - ROOM_BYTES))
      await page.keyboard.down('Space')
      await page.getByRole('alert').getByText(failures.disk_full({ folder })).waitFor()
      await page.keyboard.up('Space')
      await there.phase('That did not work')
      await there.log.getByText('Kept up to the moment it could not be written. Not sent yet.').waitFor()
      const [draft] = await observer.main.listDrafts({})
      const kept = await observer.main.readSound({ turnId: draft?.id ?? '', side: 'recording', offset: 0 })
      expect(draft).toMatchObject({ draftReason: 'disk', recording: { bytes: kept.totalBytes } })
      expect(kept.totalBytes).toBeGreaterThan(10_000)

      // What little room is left would not do for noting another one down.
      await page.getByRole('button', { name: 'Dismiss', exact: true }).click()
      await page.keyboard.down('Space')
      await page.getByRole('alert').getByText(failures.disk_full({ folder })).waitFor()
      await page.keyboard.up('Space')
      await there.phase('That did not work')
      expect(await there.log.getByRole('article').count()).toBe(1)

      server.reply = { ...briefReply, samples: codedSamples(1_000_000) }
      await there.log.getByRole('button', { name: 'Send', exact: true }).click()
      await there.log.getByText(failures.disk_full({ folder })).waitFor()
      server.reply = briefReply
      await there.log.getByRole('button', { name: 'Retry' }).click()
      await page.getByRole('alert').getByText(failures.disk_full({ folder })).waitFor()
      await rm(join(disk, 'filler'))
      await there.log.getByRole('button', { name: 'Retry' }).click()
      await there.answered(briefReply.words)
      expect(await observer.main.readSound({ turnId: draft?.id ?? '', side: 'recording', offset: 0 })).toEqual(kept)
      expect(host.output()).not.toMatch(/\n\s+at /)
    } finally {
      await page.close()
      await observer.close()
      expect(await host.stop()).toBe(0)
    }
  })
})

/** The one line that a start prints which ends with code 1; throws what it printed when it is anything else. */
async function refusedStart(options: Parameters<typeof startHostProcess>[0]): Promise<string> {
  const ended = await startHostProcess(options).then(
    host => host.stop().then(() => 'it started'),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  const line = /^The browser host ended with code 1:\n(.+)\n$/.exec(ended)?.[1]
  if (line === undefined) throw new Error(ended)
  return line
}
