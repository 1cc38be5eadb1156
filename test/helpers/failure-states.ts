import type { Page } from '@playwright/test'
import type { FailureCode } from '../../app/failure-values.ts'
import { type RefusalName, refusalAnswers, refusals } from './endpoint-refusals.ts'
import type { EndpointServer } from './endpoint-server.ts'
import type { Visit } from './state-window.ts'

/** How many failures are seen at once. */
const AT_ONCE = 2

/** Visits a turn of every failure that a server can cause by refusing, some at a time; then the menu of who else may be asked. */
export async function visitFailures(visit: Visit, page: Page, server: EndpointServer): Promise<void> {
  const failed = page.getByRole('log', { name: 'Conversation' }).locator('.failure')
  const names = [...firstOfEachCode().values()]
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const shown = names.slice(at, at + AT_ONCE)
    await page.keyboard.press('Control+n')
    await failed.first().waitFor({ state: 'hidden' })
    for (const [index, name] of shown.entries()) {
      server.answerAlways(exchange => {
        // None of them waits in the outbox.
        exchange.response.setHeader('x-should-retry', 'false')
        return refusalAnswers[name](exchange)
      })
      await page.getByRole('textbox', { name: 'Message' }).fill(`What if ${name}?`)
      await page.keyboard.press('Enter')
      await failed.nth(index).getByRole('button', { name: 'Retry' }).waitFor()
    }
    await failed.last().scrollIntoViewIfNeeded()
    await visit(`failures ${at / AT_ONCE + 1}`, page)
  }
  await failed.last().getByRole('button', { name: 'Ask another model' }).click()
  await page.getByRole('menuitem', { name: 'Change the model' }).waitFor()
  await visit('failure asked of another', page)
  await page.keyboard.press('Escape')
}

function firstOfEachCode(): Map<FailureCode, RefusalName> {
  const first = new Map<FailureCode, RefusalName>()
  for (const name of Object.keys(refusals) as RefusalName[]) {
    const { code } = refusals[name]
    if (!first.has(code)) first.set(code, name)
  }
  return first
}
