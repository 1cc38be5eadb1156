import type { Page } from '@playwright/test'
import { type RunningApp, startApp } from './app.ts'
import { ConversationPage } from './conversation-page.ts'
import { type EndpointServer, startEndpointServer } from './endpoint-server.ts'
import { briefReply, type KnownReply } from './known-reply.ts'
import { probeSound, type SoundProbe } from './sound-probe.ts'

/** The built app, an endpoint whose every answer is known, and a probe at the speaker. */
export interface AnsweredApp {
  server: EndpointServer
  app: RunningApp
  parley: ConversationPage
  probe: SoundProbe
  /** Begins a test: an empty conversation, nothing heard, nothing asked. */
  renew(): Promise<void>
  close(): Promise<void>
}

/**
 * Starts all three.
 * @param options.server one that runs already and is closed with the others, for an app that reaches it by another way
 * @param options.environment names the endpoint; the server itself unless it is given
 * @param options.beforeLoad runs before the page loads
 */
export async function startAnsweredApp(
  options: {
    reply?: KnownReply
    server?: EndpointServer
    environment?: Record<string, string>
    beforeLoad?: (page: Page) => Promise<void>
  } = {},
): Promise<AnsweredApp> {
  const server = options.server ?? (await startEndpointServer({ reply: options.reply ?? briefReply }))
  const probes: SoundProbe[] = []
  const app = await startApp({
    environment: options.environment ?? { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'none' },
    beforeLoad: async page => {
      probes.push(await probeSound(page))
      await options.beforeLoad?.(page)
    },
  }).catch(async error => {
    await server.close()
    throw error
  })
  const [probe] = probes
  if (!probe) throw new Error('The page was loaded without its probe')
  const parley = new ConversationPage(app)
  return {
    server,
    app,
    parley,
    probe,
    renew: async () => {
      // A test that failed may hold it still.
      await app.page.keyboard.up('Space')
      await parley.newConversation()
      await parley.nothingRecorded()
      await probe.reset()
      server.reset()
    },
    close: async () => {
      await app.close()
      await server.close()
    },
  }
}
