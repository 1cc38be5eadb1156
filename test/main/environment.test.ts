import { expect, test } from 'vitest'
import { takeEndpointEnvironment } from '../../main/environment.ts'

test('what names an endpoint is taken out of the environment, and nothing else', () => {
  const environment = {
    PATH: '/bin',
    OPENAI_API_KEY: 'a',
    OPENAI_BASE_URL: 'b',
    LITELLM_PROXY_KEY: 'c',
    LITELLM_PROXY_BASE: '',
  }
  expect(takeEndpointEnvironment(environment)).toEqual({
    OPENAI_API_KEY: 'a',
    OPENAI_BASE_URL: 'b',
    LITELLM_PROXY_KEY: 'c',
  })
  expect(environment).toEqual({ PATH: '/bin' })
})
