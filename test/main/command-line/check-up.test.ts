import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newProfile } from '../../../app/profiles/profiles.ts'
import { openSettingsFile } from '../../../main/files/settings-file.ts'
import { openKeptSecrets } from '../../../main/secrets/kept-secrets.ts'
import { type Ended, runAsk, startAsk } from '../../helpers/ask-process.ts'
import { newKey } from '../../helpers/asking.ts'
import { ownServer } from '../../helpers/own-server.ts'

/* `ask --doctor`, as a process of its own. */

const server = await ownServer()
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-check-up-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function checkUp(args: string[], environment: Record<string, string> = {}): Promise<Ended> {
  return runAsk(['--doctor', ...args], { folder, environment })
}

describe('what it costs', () => {
  test('is told, and nothing is asked before that is agreed to', async () => {
    const { exitCode, stdout, stderr } = await checkUp(['--endpoint', server.baseUrl, '--model', 'gpt-audio-1.5'])
    const { host } = new URL(server.baseUrl)
    const plan = `Asks gpt-audio-1.5 at ${host} two short questions aloud, for about $0.010. --yes goes on.\n`
    expect([exitCode, stdout, stderr]).toEqual([2, '', plan])
    expect(server.requests).toEqual([])
  })

  test('is told to be unknown where nobody knows it', async () => {
    const { exitCode, stderr } = await checkUp(['--endpoint', server.baseUrl, '--model', 'our-own'])
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('it is not known for how much. --yes goes on.')])
  })

  test('need not be agreed to at the practice partner', async () => {
    const { exitCode, stdout, stderr } = await checkUp(['--endpoint', 'practice'])
    expect([exitCode, stderr, stdout.trimEnd().split('\n').at(-1)]).toEqual([0, '', 'Everything works.'])
  })
})

test('every check is a line, and the last one says all of it and what it has cost', async () => {
  const { exitCode, stdout } = await checkUp(['--endpoint', server.baseUrl, '--model', 'gpt-audio-1.5', '--yes'])
  const lines = stdout.trimEnd().split('\n')
  expect([exitCode, lines]).toEqual([0, expect.objectContaining({ length: 14 })])
  expect(lines[0]).toMatch(/^✓ Reachable +[\d.]+ m?s {2}A connection was made\.$/)
  expect(lines.at(-1)).toBe('Everything works. It cost about $0.0062.')
})

test('what fails comes with what to do in a shell, and is told by the exit code', async () => {
  server.answerAlways('model unknown')
  const { exitCode, stdout } = await checkUp(['--endpoint', server.baseUrl, '--model', 'gpt-audio-1.5', '--yes'])
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/^✗ Model .* Choose another with --model\.$/m)
  expect(stdout).not.toContain('Settings')
})

test('--json prints one object and nothing else', async () => {
  const { stdout } = await checkUp(['--endpoint', server.baseUrl, '--yes', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({ state: 'done', summary: 'Everything works.' })
})

test('a profile of the window is looked through with its key, which is never printed', async () => {
  const key = newKey()
  const profile = newProfile('work', { name: 'Work', baseUrl: server.baseUrl, isKeyFileAllowed: true })
  openSettingsFile(folder).change({ profiles: [profile] })
  const secrets = await openKeptSecrets({ folder, sealer: null })
  await secrets.set({ profileId: 'work', baseUrl: server.baseUrl }, { key, headers: {} }, true)
  server.answerAlways('key echoed')
  const { exitCode, stdout, stderr } = await checkUp(['--profile', 'Work', '--data', folder, '--yes'])
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${key}`)
  expect([exitCode, `${stdout}${stderr}`.includes(key)]).toEqual([1, false])
})

test.skipIf(process.platform === 'win32')('Ctrl-C stops it, and what was found is printed', async () => {
  const gate = server.hold('headers')
  const { child, ended } = startAsk(['--doctor', '--endpoint', server.baseUrl, '--yes'], { folder })
  await gate.reached
  child.kill('SIGINT')
  const { exitCode, stdout, stderr } = await ended
  gate.release()
  expect([exitCode, stderr.trimEnd().split('\n').at(-1)]).toEqual([130, 'Stopped.'])
  expect(stdout).toMatch(/^✓ Reachable/)
})
