import { describe, expect, test } from 'vitest'
import { type Lesson, nothingKnown } from '../../../app/profiles/knowledge.ts'
import type { Question } from '../../../main/endpoint/request/question.ts'
import { endpointAt, hear, spoken, typed } from '../../helpers/asking.ts'
import type { DialectName } from '../../helpers/endpoint-dialects.ts'
import { openAiError, sendJson } from '../../helpers/endpoint-exchange.ts'
import { ownServer } from '../../helpers/own-server.ts'

const server = await ownServer()

describe('what a question shows is told', () => {
  async function lessonOf(dialect: DialectName, question: Partial<Question> = spoken): Promise<Lesson[]> {
    const lessons: Lesson[] = []
    server.answerAlways(dialect)
    await hear(endpointAt(server.baseUrl), question, { onLesson: lesson => lessons.push(lesson) })
    return lessons
  }

  test('of a server that streams, and hears', async () => {
    expect(await lessonOf('openai')).toEqual([{ streams: true, format: 'pcm16', voice: 'came', hears: true }])
    expect(await lessonOf('openai', typed)).toEqual([{ streams: true, format: 'pcm16', voice: 'came' }])
  })

  test('of one that does not stream, refusing to or not', async () => {
    const whole = [{ streams: false, format: 'wav', voice: 'came' }]
    expect(await lessonOf('no-streaming', typed)).toEqual(whole)
    expect(await lessonOf('json-despite-stream', typed)).toEqual(whole)
  })

  test('of streams, nothing from a reply that was wanted in another format, or not as a stream', async () => {
    const known = { ...nothingKnown, streams: true }
    const lessons: Lesson[] = []
    const onLesson = (lesson: Lesson) => lessons.push(lesson)
    server.answerAlways('no-streaming')
    await hear(endpointAt(server.baseUrl, { format: 'mp3' }), typed, { known, onLesson })
    server.answerAlways(async ({ response }) => {
      const message = { role: 'assistant', content: 'Yes.' }
      sendJson(response, 200, { choices: [{ index: 0, message, finish_reason: 'stop' }] })
    })
    server.answerNext(async ({ response }) =>
      sendJson(response, 400, openAiError("Unknown parameter: 'modalities'.", 'invalid_request_error', 'modalities')),
    )
    await hear(endpointAt(server.baseUrl, { streaming: 'off' }), typed, { known, onLesson })
    expect(lessons.map(({ streams }) => streams)).toEqual([undefined, undefined])
    expect(server.requests.map(({ json }) => json.stream)).toEqual([undefined, undefined, undefined])
  })

  test('of one that does not speak, saying so or not', async () => {
    expect(await lessonOf('no-sound', typed)).toEqual([{ streams: true, voice: 'refused' }])
    expect(await lessonOf('text-only', typed)).toEqual([{ streams: true, voice: 'lost' }])
    expect(await lessonOf('sound-lost', typed)).toEqual([{ streams: true, voice: 'lost' }])
  })

  test('of one that goes on speaking after it has said it was done', async () => {
    expect(await lessonOf('sound-with-and-after-finish', typed)).toMatchObject([{ soundAfterFinish: true }])
  })

  test('of ids it knows, and those it does not', async () => {
    const ids: Partial<Question> = {
      messages: [
        { role: 'assistant', audio: { id: 'audio_old' } },
        { role: 'user', content: 'And now?' },
      ],
      messagesWithoutIds: [{ role: 'user', content: 'And now?' }],
    }
    expect(await lessonOf('openai', ids)).toMatchObject([{ audioIds: 'known' }])
    expect(await lessonOf('stale-audio-id', ids)).toMatchObject([{ audioIds: 'unknown' }])
  })

  test('of one that does not hear, although it fails', async () => {
    server.answerNext(async ({ response }) => {
      const message = 'audio input is not supported - hint: if this is unexpected, you may need to provide the mmproj'
      sendJson(response, 500, openAiError(message, 'server_error', null))
    })
    const lessons: Lesson[] = []
    await hear(endpointAt(server.baseUrl), spoken, { onLesson: lesson => lessons.push(lesson) })
    expect(lessons).toEqual([{ hears: false }])
  })
})
