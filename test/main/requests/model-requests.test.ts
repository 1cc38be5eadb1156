import { expect, test } from 'vitest'
import { DEFAULT_MODEL } from '../../../main/endpoint/endpoint.ts'
import { listing } from '../../helpers/endpoint-models.ts'
import { ownHost } from '../../helpers/own-host.ts'
import { ownServer } from '../../helpers/own-server.ts'

const server = await ownServer()
const own = ownHost({ LITELLM_PROXY_BASE: server.baseUrl })

const profileId = 'environment-litellm'
const askedModel = async () => (await own.window.main.getStatus({})).endpoint.model

const proxyModel = async () =>
  (await own.window.main.getStatus({})).profiles.find(({ id }) => id === 'environment-litellm')?.model

/** Has a second of a recording made, in a conversation that is new. */
async function startSpeaking(profileId: string | null): Promise<string> {
  const turnId = crypto.randomUUID()
  const conversationId = crypto.randomUUID()
  await own.window.main.startRecording({ turnId, conversationId, microphone: 'Microphone', profileId })
  await own.window.main.appendRecording({ turnId, sequence: 0, pcm: new Uint8Array(48_000) })
  return turnId
}

async function ask(conversationId: string = crypto.randomUUID()): Promise<string> {
  const turnId = crypto.randomUUID()
  await own.window.main.askTyped({ turnId, conversationId, text: 'Hello', attachmentId: null })
  await own.window.turnOnce(turnId, 'answered')
  return server.requests.at(-1)?.json.model ?? ''
}

test('the window gets the models of a profile’s server, by their use, and the days they are shut down', async () => {
  server.models.answerAlways('openai')
  const { models, failure } = await own.window.main.listModels({ profileId })
  expect([models.map(({ id }) => id), failure]).toEqual([
    ['gpt-audio-1.5', 'gpt-audio-mini', 'gpt-5', 'whisper-1'],
    null,
  ])
  await own.window.main.changeSettings({ fromEnvironment: { model: 'gpt-audio-mini' } })
  expect((await own.window.main.getStatus({})).endpoint.shutdownDate).toBe('2027-01-20')
})

test('a model that showed that it cannot speak says so, whatever its name says', async () => {
  server.models.answerAlways('openai')
  server.answerAlways('text-only')
  await ask()
  await ask()
  const { models } = await own.window.main.listModels({ profileId })
  expect(models.find(({ id }) => id === DEFAULT_MODEL)).toMatchObject({ speaks: false, source: 'experience' })
})

test('a proxy is asked for its models when the window is there, and its own audio model answers, where none is named', async () => {
  server.models.answerAlways(listing({ data: [{ id: 'words' }, { id: 'our-audio' }] }))
  await own.window.main.reportReady({})
  await expect.poll(askedModel).toBe('our-audio')
  expect(await ask()).toBe('our-audio')
  await own.window.main.changeSettings({ fromEnvironment: { model: 'words' } })
  expect(await ask()).toBe('words')
})

test('a proxy that answers in one conversation alone is asked for its models too, once it answers there', async () => {
  server.models.answerAlways(listing({ data: [{ id: 'words' }, { id: 'our-audio' }] }))
  await own.window.main.addProfile({ profileId: crypto.randomUUID(), baseUrl: server.baseUrl, model: 'words' })
  await own.window.main.reportReady({})
  const conversationId = crypto.randomUUID()
  expect([await ask(conversationId), server.models.requests.length]).toEqual(['words', 0])
  await own.window.main.changeConversation({ conversationId, profileId })
  await expect.poll(proxyModel).toBe('our-audio')
  expect([await ask(conversationId), await ask()]).toEqual(['our-audio', 'words'])
})

test('a proxy that a recording is for alone is asked for its models while that is made', async () => {
  server.models.answerAlways(listing({ data: [{ id: 'our-audio' }] }))
  await own.window.main.addProfile({ profileId: crypto.randomUUID(), baseUrl: server.baseUrl, model: 'words' })
  const turnId = await startSpeaking(profileId)
  await expect.poll(proxyModel).toBe('our-audio')
  await own.window.main.finishRecording({ turnId, end: { kind: 'send' }, missingMs: 0 })
  await own.window.turnOnce(turnId, 'answered')
  expect(server.requests.at(-1)?.json.model).toBe('our-audio')
})

test('a model that does not speak, as the user says, is asked for words alone from the beginning, and is marked so', async () => {
  server.models.answerAlways('openai')
  await own.window.main.changeSettings({ fromEnvironment: { abilities: { hears: 'known', speaks: 'no' } } })
  await ask()
  expect(server.requests.map(({ json }) => [json.modalities, json.audio])).toEqual([[['text'], undefined]])
  const { models } = await own.window.main.listModels({ profileId })
  const marked = models.filter(({ source }) => source === 'user')
  expect(marked).toMatchObject([{ id: DEFAULT_MODEL, hears: true, speaks: false }])
})

test('a model that speaks, as the user says, is asked to, whatever it refused before', async () => {
  server.answerAlways('no-sound')
  await ask()
  await ask()
  await own.window.main.changeSettings({ fromEnvironment: { abilities: { hears: 'known', speaks: 'yes' } } })
  server.answerAlways('openai')
  await ask()
  const refused = [['text', 'audio'], ['text'], ['text']]
  expect(server.requests.map(({ json }) => json.modalities)).toEqual([...refused, ['text', 'audio']])
})

test('a model that does not hear, as the user says, is sent no recording: it is kept, and words are answered', async () => {
  await own.window.main.changeSettings({ fromEnvironment: { abilities: { hears: 'no', speaks: 'known' } } })
  const turnId = await startSpeaking(null)
  await own.window.main.finishRecording({ turnId, end: { kind: 'send' }, missingMs: 0 })
  const { failure, recording } = await own.window.turnOnce(turnId, 'failed')
  expect([failure?.code, recording?.durationMs, server.requests.length]).toEqual(['model_cannot_hear', 1000, 0])
  expect(await ask()).toBe(DEFAULT_MODEL)
})

test('the first question of all goes to the model of a proxy’s own too, typed before anybody has asked which it has', async () => {
  server.models.answerAlways(listing({ data: [{ id: 'words' }, { id: 'our-audio' }] }))
  expect([await ask(), await ask()]).toEqual(['our-audio', 'our-audio'])
  await own.window.main.addProfile({ profileId: crypto.randomUUID(), baseUrl: server.baseUrl, preset: 'litellm' })
  expect(await ask()).toBe('our-audio')
})

test('the first question of a conversation that a proxy answers alone goes to a model of the proxy’s own', async () => {
  server.models.answerAlways(listing({ data: [{ id: 'our-audio' }] }))
  await own.window.main.addProfile({ profileId: crypto.randomUUID(), baseUrl: server.baseUrl, model: 'words' })
  const [turnId, conversationId] = [crypto.randomUUID(), crypto.randomUUID()]
  await own.window.main.askTyped({ turnId, conversationId, text: 'Hello', attachmentId: null, profileId })
  await own.window.turnOnce(turnId, 'answered')
  expect(server.requests.at(-1)?.json.model).toBe('our-audio')
})

test('a proxy that does not say which models it has is asked all the same, and waited for once', async () => {
  server.models.answerAlways('silence')
  await own.window.main.reportReady({})
  expect([await ask(), await ask()]).toEqual([DEFAULT_MODEL, DEFAULT_MODEL])
})

test('what the server says its model costs goes before the table of prices', async () => {
  const outlook = () => own.window.main.getCostOutlook({ conversationId: crypto.randomUUID() })
  expect((await outlook()).known).toMatchObject({ source: 'table', price: { audioIn: 32 } })
  const info = {
    ...{ input_cost_per_token: 0.000001, output_cost_per_token: 0.000002 },
    ...{ input_cost_per_audio_token: 0.000003, output_cost_per_audio_token: 0.000004 },
  }
  server.models.answerAlways((response, path) => {
    const data = path === '/v1/model/info' ? [{ model_name: DEFAULT_MODEL, model_info: info }] : []
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }))
  })
  await own.window.main.listModels({ profileId })
  expect((await outlook()).known).toMatchObject({ source: 'model-info', price: { audioIn: 3, audioOut: 4 } })
})
