import { describe, expect, test } from 'vitest'
import { uncounted } from '../../../../app/conversation.ts'
import { addHeaderCost, readUsage } from '../../../../main/endpoint/reply/usage.ts'

describe('what a server counted', () => {
  test('is read with all its details', () => {
    const usage = {
      ...{ prompt_tokens: 100, completion_tokens: 50, total_tokens: 150, cost: 0.0123 },
      prompt_tokens_details: {
        ...{ text_tokens: 40, audio_tokens: 60, cached_tokens: 30 },
        cached_tokens_details: { text_tokens: 20, audio_tokens: 10 },
      },
      completion_tokens_details: { text_tokens: 5, audio_tokens: 45, reasoning_tokens: 2 },
    }
    expect(readUsage(usage)).toEqual({
      ...{ promptTokens: 100, promptTextTokens: 40, promptAudioTokens: 60, cachedTokens: 30, cachedAudioTokens: 10 },
      ...{ completionTokens: 50, completionTextTokens: 5, completionAudioTokens: 45, reasoningTokens: 2 },
      usd: 0.0123,
    })
  })

  test('may be numbers written as strings', () => {
    expect(readUsage({ prompt_tokens: '17', cost: ' 0.5 ' })).toEqual({ ...uncounted, promptTokens: 17, usd: 0.5 })
  })

  test.each([
    [0.004, { cost: 0.001, is_byok: true, cost_details: { upstream_inference_cost: 0.003 } }],
    [0.003, { is_byok: true, cost_details: { upstream_inference_cost: 0.003 } }],
    [0.001, { cost: 0.001, is_byok: true, cost_details: { upstream_inference_cost: null } }],
    [0.001, { cost: 0.001, is_byok: false, cost_details: { upstream_inference_cost: 0.001 } }],
  ])('is %d dollars where OpenRouter says who else is paid: %j', (usd, usage) => {
    expect(readUsage(usage)?.usd).toBeCloseTo(usd, 9)
  })

  for (const wrong of [-1, 1.5, 1e15, Number.NaN, Number.POSITIVE_INFINITY, 'many', '', 'None', true, [], {}, null]) {
    test(`is not ${typeof wrong === 'number' ? wrong : JSON.stringify(wrong)}`, () => {
      const details = { audio_tokens: wrong, cached_tokens: wrong, cached_tokens_details: wrong }
      const usage = { prompt_tokens: wrong, prompt_tokens_details: details, completion_tokens_details: wrong }
      expect(readUsage({ ...usage, completion_tokens: 3 })).toEqual({ ...uncounted, completionTokens: 3 })
      expect(readUsage({ prompt_tokens: wrong })).toBeNull()
      expect(readUsage(wrong)).toBeNull()
    })
  }

  test('is nothing where money is negative, absurd or of another type', () => {
    expect([-0.01, 1e9, 'None', {}, Number.NaN].map(cost => readUsage({ cost }))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
  })
})

describe('what LiteLLM says in a header that a reply cost', () => {
  const headers = (cost: string) => new Headers({ 'x-litellm-response-cost': cost })

  test('counts where the reply itself says nothing', () => {
    expect(addHeaderCost(null, headers('0.00123'))).toEqual({ ...uncounted, usd: 0.00123 })
    expect(addHeaderCost({ ...uncounted, promptTokens: 1 }, headers('1.2e-05'))).toEqual({
      ...{ ...uncounted, promptTokens: 1, usd: 0.000012 },
    })
    expect(addHeaderCost({ ...uncounted, usd: 3 }, headers('1'))).toEqual({ ...uncounted, usd: 3 })
  })

  test('is nothing where it is missing, empty, negative or the word None', () => {
    const none = [new Headers(), headers('None'), headers(''), headers('-1'), headers('nan')]
    expect(none.map(one => addHeaderCost(null, one))).toEqual([null, null, null, null, null])
  })
})
