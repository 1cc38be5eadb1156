import type { Page } from '@playwright/test'
import type { Api, EventName, Payload } from '../../app/contract.ts'
import { type Answer, serve } from '../../app/wire.ts'
import { mayMiniAsk } from '../../main/desktop/window/window-roles.ts'
import { type DesktopPorts, desktopRequests } from '../../main/requests/desktop-requests.ts'

/** The mini window in a browser page. */
export interface MiniPage {
  /** Sends it an event, as main would. */
  announce<N extends EventName>(name: N, payload: Payload<N>): Promise<void>
}

/**
 * Opens the mini window's page, with a bridge in place of the one that the desktop's preload provides.
 * @param host address of a browser host that serves the built window
 */
export async function openMiniPage(page: Page, host: string, desktop: DesktopPorts): Promise<MiniPage> {
  let ask: (name: string, input: unknown) => Promise<Answer> = () => Promise.reject(new Error('not served yet'))
  const transport = {
    onRequest: (answer: (sender: null, name: string, input: unknown) => Promise<Answer>) => {
      ask = (name, input) => answer(null, name, input)
    },
    send: () => undefined,
  }
  serve(transport, desktopRequests(desktop, () => ({ data: '', library: '', personas: '' })) as Api, (_sender, name) =>
    mayMiniAsk(name) ? 'mini' : null,
  )
  await page.exposeFunction('askMain', (name: string, input: unknown) => ask(name, input))
  await page.addInitScript(() => {
    const preload = window as unknown as {
      askMain: (name: string, input: unknown) => Promise<never>
      tell: (name: string, payload: unknown) => void
      bridge: unknown
    }
    const hearing = new Set<(name: string, payload: unknown) => void>()
    preload.tell = (name, payload) => {
      for (const hear of hearing) hear(name, payload)
    }
    preload.bridge = {
      request: (name: string, input: unknown) => preload.askMain(name, input),
      listen: (hear: (name: string, payload: unknown) => void) => hearing.add(hear),
    }
  })
  await page.goto(new URL('/mini.html', host).href)
  await page.getByRole('button', { name: 'Hold to talk' }).waitFor()
  return {
    announce: (name, payload) =>
      page.evaluate(
        ([told, what]) => (window as unknown as { tell: (name: string, payload: unknown) => void }).tell(told, what),
        [name, payload] as [string, unknown],
      ),
  }
}
