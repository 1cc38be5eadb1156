import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { reportOf, summaryOf } from '../../../app/profiles/checkup-report.ts'
import type { Checkup } from '../../../app/profiles/doctor.ts'
import type { ProfileChange } from '../../../app/profiles/profiles.ts'
import { speak } from '../../../app/words/languages/speak.ts'
import type { FaultName } from '../../helpers/endpoint-faults.ts'
import { ownHost } from '../../helpers/own-host.ts'
import { answerAt } from '../../helpers/own-profile.ts'
import { ownServer } from '../../helpers/own-server.ts'
import { PATIENCE } from '../../helpers/patience.ts'
import { filesHolding, holds, newOddKey } from '../../helpers/secret-search.ts'

/* The doctor as the window has it: over a real host, whose month, memory and secrets it touches. */

const server = await ownServer()
const own = ownHost()

function announced(): Checkup[] {
  return own.window.events.flatMap(({ name, payload }) =>
    name === 'doctorChanged' ? [(payload as { checkup: Checkup }).checkup] : [],
  )
}

/** The checkup that is announced next to have ended. */
async function ended(): Promise<Checkup> {
  return vi.waitFor(() => {
    const last = announced().findLast(({ state }) => state !== 'running')
    if (!last) throw new Error('no checkup has ended')
    return last
  }, PATIENCE)
}

async function checkUp(change: ProfileChange = {}): Promise<Checkup> {
  const profileId = await answerAt(own.window.main, server.baseUrl, change)
  await own.window.main.startCheckup({ profileId })
  return ended()
}

/** What one answer of the server costs by Parley's table. */
const ANSWER_USD = (7 * 2.5 + 10 * 32 + 19 * 10 + 40 * 64) / 1e6

describe('what a checkup costs', () => {
  test('is foretold, told, and counted in the month', async () => {
    const profileId = await answerAt(own.window.main, server.baseUrl, { model: 'gpt-audio-1.5' })
    const { price, checkup: none } = await own.window.main.getCheckup({ profileId })
    expect(none).toBeNull()
    expect(price.isFree).toBe(false)
    expect(price.usd).toBeGreaterThan(ANSWER_USD)
    expect(price.usd).toBeLessThan(0.02)
    await own.window.main.startCheckup({ profileId })
    const { cost } = await ended()
    expect(cost).toMatchObject({ usd: expect.closeTo(2 * ANSWER_USD, 8), isEstimate: true })
    const { months } = await own.window.main.getSpending({})
    expect(months[0]?.spent).toMatchObject([{ profileId, replies: 2, usd: expect.closeTo(2 * ANSWER_USD, 8) }])
  })

  test('is not known where nobody knows the model’s price', async () => {
    const profileId = await answerAt(own.window.main, server.baseUrl, { model: 'our-own' })
    expect((await own.window.main.getCheckup({ profileId })).price).toEqual({ isFree: false, usd: null })
  })

  test('is nothing at the practice partner', async () => {
    expect((await own.window.main.getCheckup({ profileId: 'practice' })).price).toEqual({ isFree: true, usd: 0 })
  })

  test('stays within the month’s limit: past it nothing is asked', async () => {
    await own.window.main.changeSettings({ monthlyStopUsd: 0 })
    const checkup = await checkUp()
    expect(server.requests).toHaveLength(0)
    expect(summaryOf(checkup)).toBe('Not tried: this month’s limit of $0.00 is reached.')
    expect(checkup.checks.map(({ state }) => state).slice(0, 3)).toEqual(['good', 'skipped', 'skipped'])
  })
})

test('what it showed of the server is remembered for that profile', async () => {
  server.answerAlways('no-streaming')
  const { profileId } = await checkUp()
  const { servers } = JSON.parse(readFileSync(join(own.folder, 'learned.json'), 'utf8')) as { servers: unknown[] }
  expect(servers).toMatchObject([
    { profileId, streams: false, speaks: true, hears: true, keepsAudioIds: true, format: 'wav' },
  ])
})

test('the last checkup is there for windows that come later, until the profile is changed', async () => {
  const checkup = await checkUp()
  const { profileId } = checkup
  expect((await own.window.main.getCheckup({ profileId })).checkup).toEqual(checkup)
  await own.window.main.changeProfile({ profileId, voice: 'alloy' })
  expect((await own.window.main.getCheckup({ profileId })).checkup).toBeNull()
})

test('a checkup that is stopped leaves the server, and says what it had found', async () => {
  const gate = server.hold('headers')
  const profileId = await answerAt(own.window.main, server.baseUrl)
  await own.window.main.startCheckup({ profileId })
  await gate.reached
  await own.window.main.stopCheckup({ profileId })
  const checkup = await ended()
  const { state, checks } = checkup
  gate.release()
  expect([state, summaryOf(checkup), checks[0]?.state, checks[2]?.state]).toEqual([
    'stopped',
    'Stopped.',
    'good',
    'skipped',
  ])
})

test('a second checkup takes the place of one that is under way', async () => {
  const gate = server.hold('headers')
  const profileId = await answerAt(own.window.main, server.baseUrl)
  await own.window.main.startCheckup({ profileId })
  await gate.reached
  await own.window.main.startCheckup({ profileId })
  gate.release()
  expect((await ended()).state).toBe('done')
  expect(await server.requests[0]?.ended).toBe('gone')
})

test('a profile that cannot be used is not looked through', async () => {
  const profileId = await answerAt(own.window.main, '')
  await expect(own.window.main.startCheckup({ profileId })).rejects.toMatchObject({ code: 'endpoint_not_url' })
  await expect(own.window.main.startCheckup({ profileId: 'gone' })).rejects.toMatchObject({ code: 'profile_missing' })
})

describe('the report', () => {
  test('says what was asked of whom and what came of every check', async () => {
    const report = reportOf(await checkUp({ name: 'Mine', model: 'gpt-audio-1.5', voice: 'alloy' }))
    const { host: name } = new URL(server.baseUrl)
    expect(report).toContain(`- Server: ${name}\n`)
    expect(report).toContain('- Parley: 1.2.3\n')
    expect(report.split('\n').filter(line => /^- [✓!✗–] /.test(line))).toHaveLength(13)
    expect(report).not.toContain(own.folder)
    expect(report).not.toContain('/v1')
  })

  test('is said in the language that is spoken when it is handed on', async () => {
    server.answerAlways('text-only')
    const checkup = await checkUp({ name: 'Mine' })
    try {
      await speak('de', ['de'])
      expect(reportOf(checkup)).toContain('- ✗ Spricht: Es wurde gebeten zu sprechen und hat nur mit Text geantwortet.')
      expect(summaryOf(checkup)).toMatch(/^Spricht: /)
    } finally {
      await speak('en', ['en'])
    }
  })

  test.for<FaultName | 'openai'>([
    'openai',
    'key refused',
    'key echoed',
    'key quoted with its middle left out',
    'litellm expired key',
    'litellm expired key, newer',
    'litellm unknown key',
    'error in the middle',
  ])('holds neither key nor header, nor does anything else: %s', async fault => {
    const [key, value] = [newOddKey(), newOddKey()]
    const profileId = await answerAt(own.window.main, server.baseUrl, { name: 'Mine' })
    await own.window.main.setKey({ profileId, key })
    await own.window.main.setHeader({ profileId, name: 'X-Team', value })
    server.answerAlways(fault)
    await own.window.main.startCheckup({ profileId })
    const report = reportOf(await ended())
    expect(server.requests[0]?.headers).toMatchObject({ authorization: `Bearer ${key}`, 'x-team': value })
    const told = Buffer.concat(own.window.frames)
    for (const secret of [key, value]) {
      expect(holds(Buffer.from(report), secret)).toBe(false)
      expect(holds(told, secret)).toBe(false)
      expect(await filesHolding(own.folder, secret)).toEqual([])
    }
  })
})
