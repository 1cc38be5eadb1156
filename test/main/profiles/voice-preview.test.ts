import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newProfile } from '../../../app/profiles/profiles.ts'
import type { BrowserHost } from '../../../main/browser/host-server.ts'
import { type EndpointServer, startEndpointServer } from '../../helpers/endpoint-server.ts'
import { knownReply, pcmOf } from '../../helpers/known-reply.ts'
import { startPagelessHost } from '../../helpers/pageless-host.ts'
import { openSocketWindow, type SocketWindow } from '../../helpers/socket-window.ts'

let server: EndpointServer
let folder: string
let host: BrowserHost
let window: SocketWindow
beforeAll(async () => {
  server = await startEndpointServer()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-voice-'))
  host = await startPagelessHost(folder, { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'none' })
  window = await openSocketWindow(host.url)
})
afterEach(async () => {
  await window.close()
  await host.close()
  server.reset()
  await rm(folder, { recursive: true, force: true })
})
afterAll(() => server.close())

const profileId = 'environment-openai'
const hear = (voice: string, previewId = crypto.randomUUID()) =>
  window.main.previewVoice({ previewId, profileId, voice })
const spent = async () => (await window.main.getSpending({})).months.flatMap(month => month.spent)

describe('a voice', () => {
  test('is heard in one sentence, which is counted and kept nowhere', async () => {
    const { pcm } = await hear('cedar')
    expect(Buffer.from(pcm).equals(pcmOf(knownReply))).toBe(true)
    const { audio, messages, model } = server.requests[0]?.json ?? {}
    expect([audio?.voice, model, messages?.length, server.requests.length]).toEqual(['cedar', 'gpt-audio-1.5', 1, 1])
    expect(await spent()).toMatchObject([{ profileId, model: 'gpt-audio-1.5', replies: 1 }])
    expect([
      await window.main.listConversations({ before: null, limit: 10 }),
      await window.main.listDrafts({}),
    ]).toEqual([[], []])
    expect(await readdir(join(folder, 'conversations')).catch(() => [])).toEqual([])
  })

  test('of one’s own goes by its id', async () => {
    await hear('voice_1234')
    expect(server.requests[0]?.json.audio.voice).toEqual({ id: 'voice_1234' })
  })

  test('that the model does not have is refused in a sentence that names it', async () => {
    server.answerNext('voice refused')
    await expect(hear('nobody')).rejects.toMatchObject({
      code: 'voice_refused',
      message: expect.stringContaining('“nobody”'),
    })
    expect(await spent()).toEqual([])
  })

  test('of a model that answers in words says that, and those are counted', async () => {
    server.answerNext('text-only')
    await expect(hear('cedar')).rejects.toMatchObject({ code: 'model_without_audio' })
    expect(await spent()).toMatchObject([{ replies: 1 }])
  })

  test('is stopped while it is awaited', async () => {
    const gate = server.hold('headers')
    const previewId = crypto.randomUUID()
    const heard = hear('cedar', previewId).catch((error: unknown) => error)
    await gate.reached
    await window.main.stopPreview({ previewId })
    expect(await heard).toMatchObject({ code: 'cancelled' })
    expect(await server.requests[0]?.ended).toBe('gone')
    gate.release()
  })

  test('is not heard past this month’s limit', async () => {
    await window.main.changeSettings({ monthlyStopUsd: 0.0001 })
    await hear('cedar')
    await expect(hear('cedar')).rejects.toMatchObject({ code: 'spending_stopped' })
    expect(server.requests).toHaveLength(1)
  })

  test('of the practice partner is heard too', async () => {
    const { pcm } = await window.main.previewVoice({ previewId: crypto.randomUUID(), profileId: 'practice', voice: '' })
    expect(pcm.byteLength).toBeGreaterThan(24_000)
    expect(await window.main.getPreviewPrice({ profileId: 'practice' })).toEqual({ isFree: true, usd: 0 })
  })
})

test('what a preview costs is said before: by the price of the model, or that nobody knows it', async () => {
  const { usd, isFree } = await window.main.getPreviewPrice({ profileId })
  expect([isFree, (usd ?? 0) > 0.001 && (usd ?? 0) < 0.02, server.requests]).toEqual([false, true, []])
  const own = newProfile(crypto.randomUUID(), { baseUrl: server.baseUrl, model: 'unheard-of' })
  await window.main.addProfile({ profileId: own.id, baseUrl: own.baseUrl, model: own.model })
  expect(await window.main.getPreviewPrice({ profileId: own.id })).toEqual({ isFree: false, usd: null })
})
