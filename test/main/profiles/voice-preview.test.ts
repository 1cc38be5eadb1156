import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newProfile } from '../../../app/profiles/profiles.ts'
import { knownReply, pcmOf } from '../../helpers/known-reply.ts'
import { ownHost } from '../../helpers/own-host.ts'
import { ownServer } from '../../helpers/own-server.ts'

const server = await ownServer()
const own = ownHost({ OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'none' })

const profileId = 'environment-openai'
const hear = (voice: string, previewId = crypto.randomUUID()) =>
  own.window.main.previewVoice({ previewId, profileId, voice })
const spent = async () => (await own.window.main.getSpending({})).months.flatMap(month => month.spent)

describe('a voice', () => {
  test('is heard in one sentence, which is counted and kept nowhere', async () => {
    const { pcm } = await hear('cedar')
    expect(Buffer.from(pcm).equals(pcmOf(knownReply))).toBe(true)
    const { audio, messages, model } = server.requests[0]?.json ?? {}
    expect([audio?.voice, model, messages?.length, server.requests.length]).toEqual(['cedar', 'gpt-audio-1.5', 1, 1])
    expect(await spent()).toMatchObject([{ profileId, model: 'gpt-audio-1.5', replies: 1 }])
    expect([
      await own.window.main.listConversations({ before: null, limit: 10 }),
      await own.window.main.listDrafts({}),
    ]).toEqual([[], []])
    expect(await readdir(join(own.folder, 'conversations')).catch(() => [])).toEqual([])
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
    await own.window.main.stopPreview({ previewId })
    expect(await heard).toMatchObject({ code: 'cancelled' })
    expect(await server.requests[0]?.ended).toBe('gone')
    gate.release()
  })

  test('is not heard past this month’s limit', async () => {
    await own.window.main.changeSettings({ monthlyStopUsd: 0.0001 })
    await hear('cedar')
    await expect(hear('cedar')).rejects.toMatchObject({ code: 'spending_stopped' })
    expect(server.requests).toHaveLength(1)
  })

  test('of the practice partner is heard too', async () => {
    const { pcm } = await own.window.main.previewVoice({
      previewId: crypto.randomUUID(),
      profileId: 'practice',
      voice: '',
    })
    expect(pcm.byteLength).toBeGreaterThan(24_000)
    expect(await own.window.main.getPreviewPrice({ profileId: 'practice' })).toEqual({ isFree: true, usd: 0 })
  })
})

test('what a preview costs is said before: by the price of the model, or that nobody knows it', async () => {
  const { usd, isFree } = await own.window.main.getPreviewPrice({ profileId })
  expect([isFree, (usd ?? 0) > 0.001 && (usd ?? 0) < 0.02, server.requests]).toEqual([false, true, []])
  const added = newProfile(crypto.randomUUID(), { baseUrl: server.baseUrl, model: 'unheard-of' })
  await own.window.main.addProfile({ profileId: added.id, baseUrl: added.baseUrl, model: added.model })
  expect(await own.window.main.getPreviewPrice({ profileId: added.id })).toEqual({ isFree: false, usd: null })
})
