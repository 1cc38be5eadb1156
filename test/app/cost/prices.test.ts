import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Usage, uncounted } from '../../../app/conversation.ts'
import { costOf, defaultPrices, findPrice, type ListedPrice, type Price, priceFrom } from '../../../app/cost/prices.ts'

const gptAudio = { textIn: 2.5, cachedTextIn: null, audioIn: 32, cachedAudioIn: null, textOut: 10, audioOut: 64 }
const own = (model: string, textIn: number): ListedPrice => ({ ...gptAudio, model, textIn })

describe('a model is found in the table', () => {
  for (const name of [
    'gpt-audio-1.5',
    'GPT-Audio-1.5 ',
    'openai/gpt-audio-1.5',
    'azure/gpt-audio-1.5',
    'openrouter/openai/gpt-audio-1.5',
    'gpt-audio-1.5-2026-05-01',
    'gpt-audio-1.5-20260501',
    'openai/gpt-audio-1.5@2026-05-01',
  ]) {
    test(`as ${name}`, () => expect(findPrice(name, [])).toEqual(gptAudio))
  }

  test('but not by the beginning of its name alone', () => {
    expect(['gpt-audio-1.5-turbo', 'gpt-audio-2', 'gpt', '', '/', 'my-voice'].map(name => findPrice(name, []))).toEqual(
      [...[null, null, null, null, null, null]],
    )
  })

  test('by a dated name of its own before the undated one', () => {
    expect(findPrice('gpt-4o-audio-preview-2024-10-01', [])?.audioIn).toBe(100)
    expect(findPrice('gpt-4o-audio-preview-2024-12-17', [])?.audioIn).toBe(40)
  })

  test('as the user has it before Parley’s own price, and under any name the user gives', () => {
    const prices = [own('gpt-audio-1.5', 1), own('My-Voice', 2), own('azure/gpt-audio-1.5', 3)]
    const found = [
      'gpt-audio-1.5',
      'openai/gpt-audio-1.5',
      'my-voice',
      'azure/gpt-audio-1.5',
      'azure/gpt-audio-1.5-2026-05-01',
    ]
    expect(found.map(name => findPrice(name, prices)?.textIn)).toEqual([1, 1, 2, 3, 3])
  })
})

describe('a server’s list of models', () => {
  test('tells a price for each token as LiteLLM writes it', () => {
    const info = {
      ...{ input_cost_per_token: 0.0000025, output_cost_per_token: 0.00001, cache_read_input_token_cost: '1.25e-06' },
      ...{ input_cost_per_audio_token: 0.000032, output_cost_per_audio_token: 0.000064, supports_audio_input: true },
    }
    expect(priceFrom(info)).toEqual({ ...gptAudio, cachedTextIn: 1.25 })
  })

  test('tells no price with what is missing, negative, absurd, of another type, or nothing for everything', () => {
    const wrong = [
      null,
      'free',
      {},
      { input_cost_per_token: 1e-6 },
      { input_cost_per_token: 0, output_cost_per_token: 0 },
    ]
    const absurd = [-1, 5, Number.NaN, 'None', []].map(cost => ({
      input_cost_per_token: cost,
      output_cost_per_token: 1e-6,
    }))
    expect([...wrong, ...absurd].map(priceFrom)).toEqual([...wrong, ...absurd].map(() => null))
  })
})

describe('what a reply costs', () => {
  const usage: Usage = {
    ...uncounted,
    ...{ promptTokens: 1000, promptAudioTokens: 600, completionTokens: 500, completionAudioTokens: 400 },
  }
  const priced = { price: gptAudio, source: 'model-info' } as const

  test('is what the server says, whatever the tokens', () => {
    expect(costOf({ ...usage, usd: 0.5 }, priced)).toEqual({ usd: 0.5, isEstimate: false, source: 'server' })
    expect(costOf({ ...uncounted, usd: 0 }, null)).toEqual({ usd: 0, isEstimate: false, source: 'server' })
  })

  test('is words and sound, each at its price', () => {
    const usd = (400 * 2.5 + 600 * 32 + 100 * 10 + 400 * 64) / 1e6
    expect(costOf(usage, priced)).toEqual({ usd, isEstimate: false, source: 'model-info' })
    expect(costOf(usage, { price: gptAudio, source: 'table' })).toEqual({ usd, isEstimate: true, source: 'table' })
  })

  test('is less for what was kept from before, where that has a price: words first, then sound', () => {
    const price = { ...gptAudio, cachedTextIn: 1, cachedAudioIn: 3 }
    const usdOf = (cachedTokens: number, cachedAudioTokens: number | null) =>
      Math.round((costOf({ ...usage, cachedTokens, cachedAudioTokens }, { price, source: 'table' })?.usd ?? 0) * 1e6)
    const out = 100 * 10 + 400 * 64
    expect(usdOf(300, null)).toBe(300 * 1 + 100 * 2.5 + 600 * 32 + out)
    expect(usdOf(500, null)).toBe(400 * 1 + 100 * 3 + 500 * 32 + out)
    expect(usdOf(300, 200)).toBe(100 * 1 + 300 * 2.5 + 200 * 3 + 400 * 32 + out)
  })

  test('is an estimate by the length of the sound where the server does not tell sound from words', () => {
    const untold = { ...usage, promptAudioTokens: null, completionAudioTokens: null }
    const size = { heardMs: 60_000, heardCharacters: 100, spokenMs: 20_000, spokenCharacters: 50 }
    expect(costOf(untold, priced, size)).toEqual({ ...costOf(usage, priced), isEstimate: true })
    expect(costOf(untold, priced)?.usd).toBeLessThan(0.01)
    expect(costOf(null, priced, size)).toEqual({
      usd: (25 * 2.5 + 600 * 32 + 13 * 10 + 400 * 64) / 1e6,
      ...{ isEstimate: true, source: 'model-info' },
    })
  })

  test('is not known without a price, and without anything to go by', () => {
    expect([costOf(usage, null), costOf(null, priced), costOf(uncounted, priced)]).toEqual([null, null, null])
  })

  test('is an estimate where sound has no price of its own', () => {
    const price = { ...gptAudio, audioOut: null }
    expect(costOf(usage, { price, source: 'model-info' })?.isEstimate).toBe(true)
  })
})

const count = fc.option(fc.nat(10_000_000), { nil: null })
const anyUsage = fc.record({
  ...{ promptTokens: count, promptTextTokens: count, promptAudioTokens: count, cachedTokens: count },
  ...{ cachedAudioTokens: count, completionTokens: count, completionTextTokens: count, completionAudioTokens: count },
  ...{ reasoningTokens: count, usd: fc.constant(null) },
})
const anySize = fc.option(
  fc.record({
    ...{ heardMs: fc.nat(3_600_000), heardCharacters: fc.nat(100_000) },
    ...{ spokenMs: fc.nat(3_600_000), spokenCharacters: fc.nat(100_000) },
  }),
  { nil: null },
)
const anyPrice: fc.Arbitrary<Price> = fc.constantFrom(...defaultPrices)

test('no numbers make a cost that is negative, or above all tokens at the dearest price', () => {
  fc.assert(
    fc.property(anyUsage, anyPrice, anySize, (usage, price, size) => {
      const cost = costOf(usage, { price, source: 'table' }, size)
      if (!cost) return
      const seconds = ((size?.heardMs ?? 0) + (size?.spokenMs ?? 0)) / 1000
      const characters = (size?.heardCharacters ?? 0) + (size?.spokenCharacters ?? 0)
      const counted = Object.values(usage).reduce((sum: number, value) => sum + (value ?? 0), 0)
      const most = Math.max(...Object.values(price).filter(value => typeof value === 'number'))
      expect(cost.usd).toBeGreaterThanOrEqual(0)
      expect(cost.usd).toBeLessThanOrEqual(((counted + seconds * 20 + characters + 4) * most) / 1e6)
    }),
  )
})

test('sound taken for words never makes a reply dearer than the same with its sound told', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(100_000), anyPrice, (words, sound, price) => {
      const told = { ...uncounted, promptTokens: words + sound, completionTokens: 0, completionAudioTokens: 0 }
      const known = { price, source: 'table' } as const
      const whole = costOf({ ...told, promptAudioTokens: sound }, known)?.usd ?? 0
      // Sums of the same parts in another order differ in their last digit.
      expect(costOf(told, known)?.usd).toBeLessThanOrEqual(whole * (1 + 1e-12))
    }),
  )
})
