import { expect, test } from 'vitest'
import { samplesToPcm } from '../../app/pcm.ts'
import type { Lesson } from '../../app/profiles/knowledge.ts'
import { EarlyQuestion } from '../../main/endpoint/request/early-question.ts'
import { SpokenSound } from '../../main/endpoint/request/spoken-sound.ts'
import { hear } from '../helpers/asking.ts'
import { codedSamples, knownReply } from '../helpers/known-reply.ts'
import { startBehindProxy } from './behind-proxy.ts'

/* A recording that goes to a LiteLLM proxy while it is spoken, in a request whose length nobody knows. */

const { server, endpointOf } = await startBehindProxy()

test('is taken, and reaches the model as it was said', async () => {
  const endpoint = endpointOf()
  const sound = new SpokenSound('wav')
  const recording = { type: 'input_audio', input_audio: { data: sound, format: 'wav' } } as const
  const question = { messages: [{ role: 'user' as const, content: [recording] }] }
  const early = new EarlyQuestion({ endpoint, question, sound, known: null })
  const said = codedSamples(24_000)
  for (let at = 0; at < said.length; at += 480) {
    sound.add(samplesToPcm(said.subarray(at, at + 480)))
    if (at % 4800 === 0) await new Promise(resolve => setImmediate(resolve))
  }
  early.finish()
  const lessons: Lesson[] = []
  const heard = await hear(endpoint, {}, { early, onLesson: lesson => lessons.push(lesson) })
  expect(heard).toMatchObject({ words: knownReply.words, failure: null })
  expect(lessons[0]).toEqual({ upload: { format: 'wav', came: 'taken' } })
  expect(server.requests).toHaveLength(1)
  expect(server.lastRecording()).toEqual(said)
})
