import { describe, expect, test } from 'vitest'
import { type CheckName, checkNames } from '../../app/profiles/check-names.ts'
import { summaryOf } from '../../app/profiles/checkup-report.ts'
import type { Shown } from '../../main/doctor/checkup.ts'
import { examine } from '../../main/doctor/examine.ts'
import type { Endpoint } from '../../main/endpoint/endpoint.ts'
import { listModels } from '../../main/endpoint/models.ts'
import { said } from '../helpers/examined.ts'
import { startBehindProxy } from './behind-proxy.ts'

/* What the doctor says of a real LiteLLM proxy. */

const { server, endpointOf } = await startBehindProxy()

function checkUp(change: Partial<Endpoint> = {}): Promise<Shown> {
  return examine(endpointOf({ preset: 'litellm', ...change }), {
    signal: new AbortController().signal,
    wantsTranscription: false,
    whyNotSpend: () => null,
    noteCost: () => null,
    noteStep: () => null,
    listModels: (endpoint, signal) => listModels(endpoint, { signal }),
    onLesson: () => undefined,
    onProgress: () => undefined,
  })
}

function found({ checks }: Shown, name: CheckName) {
  return checks[checkNames.indexOf(name)]
}

describe('a proxy', () => {
  test('that passes everything on is found good, layer by layer', async () => {
    const shown = await checkUp()
    expect(summaryOf(shown)).toBe('Everything works.')
    expect(shown.checks.map(({ state }) => state)).toEqual([
      ...['good', 'skipped', 'good', 'good', 'good', 'good', 'good', 'good', 'good', 'good', 'good', 'good'],
      'skipped',
    ])
    expect(said(shown, 'answers').trim()).toBe('A LiteLLM proxy speaks chat completions.')
    expect(server.requests).toHaveLength(2)
  })

  test('that drops the wish for sound is told what its admin has to set', async () => {
    server.answerAlways('text-only')
    const shown = await checkUp({ model: 'drops' })
    expect(server.requests.map(({ json }) => json.modalities)).toEqual([undefined])
    expect(found(shown, 'speaks')).toMatchObject({
      state: 'failed',
      says: [{ name: 'sound_dropped' }],
      fix: { name: 'sound_dropped_fix' },
    })
    expect(summaryOf(shown)).toMatch(/^Speaks: The proxy answered, but no audio reached us/)
  })

  test('whose alias leads to a model that is gone is told so', async () => {
    server.answerAlways('model unknown')
    const shown = await checkUp()
    expect(found(shown, 'model')).toMatchObject({ state: 'failed', fix: { name: 'model_gone_behind' } })
  })

  test.for([
    ['sk-unknown', 'refused the key'],
    ['sk-expired', 'has expired'],
  ])('that does not take the key %s says so and not the key', async ([key, words]) => {
    const shown = await checkUp({ key: key ?? null })
    expect(found(shown, 'key')?.state).toBe('failed')
    expect(said(shown, 'key')).toContain(words)
    expect(JSON.stringify(shown)).not.toContain(key)
  })
})
