import type { Page } from '@playwright/test'
import { openLibrary } from '../../main/library/open-library.ts'
import { type EndpointServer, startEndpointServer } from './endpoint-server.ts'
import type { KnownReply } from './known-reply.ts'
import { newOutboxEntry, newTurn } from './library-folder.ts'
import type { Visit } from './state-window.ts'

const questions = ['Do cats like the rain?', 'What is a fugue?', 'Are golden retrievers good with children?']

/** Questions that were waiting for an absent server when Parley ended. */
export function prepareOutbox(dataFolder: string, baseUrl: string): void {
  const library = openLibrary(dataFolder)
  for (const [i, text] of questions.entries()) {
    const { id } = library.createTurn(newTurn({ status: 'sending', text, microphone: '' }))
    const askedAt = Date.now() - 600_000
    library.changeTurn(id, {
      ...{ status: 'queued', failure: { code: 'unreachable', message: 'It cannot be reached.' } },
      outbox: newOutboxEntry({
        ...{ askedAt, endpoint: baseUrl, profileId: 'environment-openai' },
        ...{ attempts: 4, nextAt: askedAt, unanswered: i },
      }),
    })
  }
  library.close()
}

/** Visits what the window shows of waiting questions and late replies. Starts the absent server. */
export async function visitOutbox(visit: Visit, page: Page, reply: KnownReply, port: number): Promise<EndpointServer> {
  // The key also shows the sidebar in a narrow window.
  await page.keyboard.press('Control+k')
  const list = page.getByRole('list', { name: 'Conversations', exact: true })
  await list.getByText('children').first().click()
  await page.getByText('Next try in').waitFor()
  await visit('waiting turn', page)
  await page.keyboard.press('Control+k')
  await page.getByRole('button', { name: 'Waiting (3)' }).click()
  await page.getByText('Next try in').nth(2).waitFor()
  await visit('waiting', page)
  const server = await startEndpointServer({ reply, port })
  await page.keyboard.press('Control+k')
  await page.getByRole('button', { name: 'Waiting (3)' }).click()
  await page.getByRole('button', { name: 'Try now' }).first().click()
  await page.getByText('Nothing waits to be sent.').waitFor()
  await page.keyboard.press('Control+k')
  await list.getByText('New reply').nth(2).waitFor()
  await page.getByRole('searchbox').blur()
  await visit('late replies', page)
  return server
}
