import { expect, test } from 'vitest'
import { takeEndpointEnvironment } from '../../../main/profiles/environment.ts'

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

test('what names a proxy is told as well, and left for who else reads it', () => {
  const environment = { HTTPS_PROXY: 'http://proxy.example:3128', no_proxy: '', HTTP_PROXY: 'http://other.example' }
  expect(takeEndpointEnvironment(environment)).toEqual({ HTTPS_PROXY: 'http://proxy.example:3128' })
  expect(Object.keys(environment)).toEqual(['HTTPS_PROXY', 'no_proxy', 'HTTP_PROXY'])
})
