import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from '@msgpack/msgpack'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { requests } from '../../../app/contract.ts'
import type { AppError } from '../../../app/errors.ts'
import { outFolder } from '../../../build/bundles.ts'
import { startHostProcess } from '../../../build/host-process.ts'
import { PATIENCE } from '../../helpers/patience.ts'
import { openSocketWindow } from '../../helpers/socket-window.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-browser-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** Runs the built host until it ends. */
async function runHost(flags: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(outFolder, 'main', 'browser.js'), ...flags])
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', chunk => {
    stdout += chunk
  })
  child.stderr.on('data', chunk => {
    stderr += chunk
  })
  const code = await new Promise<number | null>(resolve => child.once('close', resolve))
  return { code, stdout, stderr }
}

test('every entry of the contract is served', async () => {
  const host = await startHostProcess({ dataFolder: folder })
  const window = await openSocketWindow(host.url)
  const unserved: string[] = []
  for (const name of Object.keys(requests) as (keyof typeof requests)[]) {
    // Nothing is a wrong input for some and a right one for others, and some cannot be done now; what is not served is unknown.
    await (window.main[name] as (input: unknown) => Promise<unknown>)({}).catch((error: AppError) => {
      const isKnown = error.code === 'bad_input' && !error.message.includes('there is no request')
      if (!isKnown) unserved.push(`${name}: ${error.message}`)
    })
  }
  expect(unserved).toEqual([])
  await window.close()
  await host.stop()
})

test.for(['SIGTERM', 'SIGINT'] as const)('%s ends it in order and keeps the recording as a draft', async signal => {
  const host = await startHostProcess({ dataFolder: folder })
  const window = await openSocketWindow(host.url)
  const turnId = randomUUID()
  await window.main.startRecording({ turnId, conversationId: randomUUID(), microphone: 'Microphone' })
  await window.main.appendRecording({ turnId, sequence: 0, pcm: new Uint8Array(48_000) })
  expect(await host.stop(signal)).toBe(0)

  const again = await startHostProcess({ dataFolder: folder })
  const { main, close } = await openSocketWindow(again.url)
  expect(await main.listDrafts({})).toMatchObject([
    { id: turnId, status: 'draft', draftReason: 'window-closed', recording: { durationMs: 1000 } },
  ])
  await close()
  await again.stop()
})

test.skipIf(process.platform === 'win32')('a disk that takes no more leaves a draft of all it took', async () => {
  // A limit on the size of files fails a write as a full disk does.
  const through = ['sh', '-c', 'ulimit -f 2048 && exec "$0" "$@"']
  const host = await startHostProcess({ dataFolder: folder, through })
  const window = await openSocketWindow(host.url)
  const turnId = randomUUID()
  await window.main.startRecording({ turnId, conversationId: randomUUID(), microphone: 'Microphone' })
  let [sequence, acknowledged] = [0, 0]
  const appendForEver = async () => {
    const pcm = new Uint8Array(96_000).fill(1)
    for (;;) acknowledged = (await window.main.appendRecording({ turnId, sequence: sequence++, pcm })).bytes
  }
  await expect(appendForEver()).rejects.toMatchObject({ code: 'disk_full' })
  const next = { turnId, sequence, pcm: new Uint8Array(2) }
  await expect(window.main.appendRecording(next)).rejects.toMatchObject({ code: 'disk_full' })

  const draft = await window.main.finishRecording({ turnId, end: { kind: 'send' }, missingMs: 0 })
  expect(draft).toMatchObject({ id: turnId, status: 'draft', draftReason: 'disk' })
  const { bytes } = await window.main.readSound({ turnId, side: 'recording', offset: 44 })
  expect(acknowledged).toBeGreaterThan(900_000)
  expect(bytes.subarray(0, acknowledged).every(byte => byte === 1)).toBe(true)
  expect(bytes.byteLength).toBeGreaterThanOrEqual(acknowledged)
  await window.close()
  expect(await host.stop()).toBe(0)
})

test.skipIf(process.platform !== 'linux')('the browser it opens gets the address and no key', async () => {
  const key = `sk-test-${randomUUID()}`
  const seen = join(folder, 'seen')
  await writeFile(join(folder, 'xdg-open'), `#!/bin/sh\n{ echo "$@"; env; } > ${seen}.part; mv ${seen}.part ${seen}\n`)
  await chmod(join(folder, 'xdg-open'), 0o755)
  const host = await startHostProcess({
    dataFolder: join(folder, 'data'),
    environment: { PATH: `${folder}:${process.env.PATH}`, DISPLAY: ':0', OPENAI_API_KEY: key, LITELLM_PROXY_KEY: key },
    opens: true,
  })
  const opened = await vi.waitFor(() => readFile(seen, 'utf8'), PATIENCE)
  expect(opened.split('\n')[0]).toBe(host.url)
  expect(opened).not.toContain(key)
  expect(await host.stop()).toBe(0)
})

test.skipIf(process.platform !== 'linux')('a browser that cannot be opened is no reason to stop', async () => {
  await writeFile(join(folder, 'xdg-open'), 'not a program')
  await chmod(join(folder, 'xdg-open'), 0o755)
  const environment = { PATH: `${folder}:${process.env.PATH}`, DISPLAY: ':0' }
  const host = await startHostProcess({ dataFolder: join(folder, 'data'), environment, opens: true })
  const window = await openSocketWindow(host.url)
  expect(await window.main.getStatus({})).toMatchObject({ host: 'browser' })
  await window.close()
  expect(await host.stop()).toBe(0)
})

test('the token is printed once, in the address, and whoever lacks it leaves no trace', async () => {
  const host = await startHostProcess({ dataFolder: folder })
  const shown = randomUUID()
  const stranger = await openSocketWindow(host.url, { hello: { token: shown } })
  await stranger.closed
  await expect(openSocketWindow(host.url, { origin: 'https://parley.example' })).rejects.toThrow('403')
  await host.stop()
  expect(host.output()).toBe(`Parley is at ${host.url}\n`)
})

test('--times says once when it listened, was asked, and could be used', async () => {
  const host = await startHostProcess({ dataFolder: folder, flags: ['--times'] })
  await fetch(host.url)
  const window = await openSocketWindow(host.url)
  await window.main.reportReady({})
  await window.main.reportReady({})
  await window.close()
  await host.stop()
  const steps = host.output().match(/^.+(?=: \d+ ms after the process started$)/gm)
  expect(steps).toEqual(['Listening', 'First request', 'Window usable'])
})

test('a port that is taken is said in one sentence', async () => {
  const host = await startHostProcess({ dataFolder: folder })
  const { port } = new URL(host.url)
  const flags = ['--no-open', '--port', port, '--data', join(folder, 'other')]
  expect(await runHost(flags)).toEqual({
    code: 1,
    stdout: '',
    stderr: `Port ${port} cannot be used: it is taken or not allowed. Choose another with --port.\n`,
  })
  await host.stop()
})

test('a data folder that is in use is said in one sentence', async () => {
  const host = await startHostProcess({ dataFolder: folder })
  const { code, stderr } = await runHost(['--no-open', '--data', folder])
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^This data folder is already in use.+\n$/),
  })
  await host.stop()
})

test('a data folder that is a file is said in one sentence', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  const { code, stderr } = await runHost(['--no-open', '--data', file])
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^.+\n$/) })
})

test('flags it does not know end it with code 2 and a sentence', async () => {
  const { code, stdout, stderr } = await runHost(['--colour'])
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(/^.*--colour.*\n$/) })
})

test('a window that floods it with nonsense does not end it', async () => {
  const host = await startHostProcess({ dataFolder: folder })
  for (const frame of [encode(null), encode([1]), new Uint8Array(), new Uint8Array(1000).fill(0x91)]) {
    const window = await openSocketWindow(host.url)
    window.socket.send(frame)
    await window.closed
  }
  const window = await openSocketWindow(host.url)
  expect(await window.main.getStatus({})).toMatchObject({ host: 'browser', dataFolder: folder })
  await window.close()
  expect(await host.stop()).toBe(0)
})
