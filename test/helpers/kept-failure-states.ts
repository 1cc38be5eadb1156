import type { Page } from '@playwright/test'
import { failWith, toFailure } from '../../app/errors.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { newTurn } from './library-folder.ts'
import type { Visit } from './state-window.ts'

/** How many failures are seen at once. */
const AT_ONCE = 2

/** Those that a turn can end with though no server has refused it. */
const failures = [
  failWith('unreachable', { host: 'gateway.example', proxy: null, why: { name: 'nothing_at_port' } }),
  failWith('proxy_refused', { proxy: 'proxy.example:3128', host: 'gateway.example', needsPassword: true }),
  failWith('endpoint_not_https', { host: 'gateway.example' }),
  failWith('tls_untrusted', { host: 'gateway.example' }),
  failWith('timed_out', { host: 'gateway.example', seconds: 60 }),
  failWith('stalled', { seconds: 30 }),
  failWith('cut_off'),
  failWith('reply_empty', { host: 'gateway.example' }),
  failWith('endpoint_unreadable', { host: 'gateway.example' }),
  failWith('endpoint_changed', { asked: 'https://gateway.example/v1', now: 'https://api.openai.com/v1' }),
  failWith('key_missing', { host: 'gateway.example', source: 'OPENAI_API_KEY' }),
  failWith('key_malformed', { source: 'OPENAI_API_KEY' }),
  failWith('profile_missing'),
  failWith('model_cannot_hear', { model: 'gpt-4o' }),
  failWith('sound_undecoded', { format: 'opus' }),
  failWith('disk_full', { folder: '/home/ada/Parley' }),
]

const nameOf = (page: number) => `failures kept ${page + 1}`
const pages = Array.from({ length: failures.length / AT_ONCE }, (_, page) => page)

/** What the states are called in which these failures are seen. */
export const keptFailureStates = pages.map(nameOf)

/** A conversation for each page, with turns that failed before Parley started. */
export function prepareKeptFailures(dataFolder: string): void {
  const library = openLibrary(dataFolder)
  for (const page of pages) {
    let conversationId: string | null = null
    for (const error of failures.slice(page * AT_ONCE, (page + 1) * AT_ONCE)) {
      const text = conversationId ? `And what of ${error.code}?` : `Page ${page + 1}: what of ${error.code}?`
      const turn = library.createTurn(newTurn({ status: 'sending', text, ...(conversationId && { conversationId }) }))
      conversationId = turn.conversationId
      library.changeTurn(turn.id, { status: 'failed', failure: toFailure(error) })
    }
  }
  library.close()
}

/** Visits a turn of each of these failures, some at a time. */
export async function visitKeptFailures(visit: Visit, page: Page): Promise<void> {
  for (const index of pages) {
    // The key also shows the sidebar in a narrow window.
    await page.keyboard.press('Control+k')
    await page
      .getByRole('list', { name: 'Conversations', exact: true })
      .getByText(`Page ${index + 1}: `)
      .first()
      .click()
    const failed = page.getByRole('log', { name: 'Conversation' }).locator('.failure')
    await failed.nth(AT_ONCE - 1).waitFor()
    await visit(nameOf(index), page)
  }
}
