import { expect, test } from 'vitest'
import { prepareToAsk } from '../../../../main/endpoint/connection/client.ts'
import { endpointAt, hear } from '../../../helpers/asking.ts'
import { startEndpointServer } from '../../../helpers/endpoint-server.ts'

test('preparing happens once, asks nobody, and does not stand in the way of the first question', async () => {
  const server = await startEndpointServer()
  const preparing = prepareToAsk()
  expect(prepareToAsk()).toBe(preparing)
  await preparing
  expect(server.requests).toEqual([])
  expect((await hear(endpointAt(server.baseUrl))).words).toBe(server.reply.words)
  await server.close()
})
