import type { Locator, Page } from '@playwright/test'
import type { Visit } from './state-window.ts'

/** Questions of conversations that are asked first, so that the lists hold something. */
const questions = [
  'Which trams go to Belém?',
  'How do I repot a fig tree?',
  'What is a fugue?',
  'Do cats like the rain?',
]

/**
 * Visits what the window shows of the management of conversations, from one that is open and has turns.
 * @param ask asks in a new conversation and waits for the whole reply
 */
export async function visitConversationPlaces(visit: Visit, page: Page, ask: (text: string) => Promise<void>) {
  for (const text of questions) {
    await page.getByRole('button', { name: 'New conversation' }).click()
    await ask(text)
  }
  const menu = page.getByRole('button', { name: 'Conversation menu' })
  const item = (name: string) => page.getByRole('menuitem', { name, exact: true })
  await menu.click()
  await item('Pin').click()
  await menu.click()
  await visit('conversation menu', page)
  await item('Rename').click()
  await page.getByRole('textbox', { name: 'Title' }).fill('Cats and the weather')
  await visit('renaming', page)
  await page.keyboard.press('Enter')

  await page.getByRole('button', { name: 'Turn menu' }).last().click()
  await visit('turn menu', page)
  await item('Edit words of the reply').click()
  await visit('editing words', page)
  await page.getByRole('textbox', { name: 'Words of the reply' }).fill('They like to look at it, from indoors.')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await page.getByText('Edited', { exact: true }).waitFor()
  await visit('edited words', page)

  // The key also shows the sidebar in a narrow window.
  await page.keyboard.press('Control+k')
  const list = page.getByRole('list', { name: 'Conversations', exact: true })
  await page.getByRole('button', { name: 'Select conversations' }).click()
  await list.getByText('fugue').first().click()
  await list.getByText('fig tree').first().click()
  await visit('multi-select', page)
  await page.getByRole('region', { name: 'Selected conversations' }).getByRole('button', { name: 'Archive' }).click()
  await page.getByText('2 conversations archived').waitFor()
  await page.getByRole('button', { name: 'Archived', exact: true }).click()
  await archivedList(page).getByText('fugue').first().waitFor()
  await visit('archived', page)

  await page.getByRole('button', { name: 'Show conversations' }).or(list).first().waitFor()
  await page.keyboard.press('Control+k')
  await list.getByText('trams').first().click()
  await menu.click()
  await item('Delete').click()
  await page.getByText('moved to the trash').waitFor()
  await visit('conversation deleted', page)
  await page.keyboard.press('Control+k')
  await list.getByText('Cats and the weather').click()
  await page.getByRole('button', { name: 'Turn menu' }).last().click()
  await item('Delete question and reply').click()
  await page.keyboard.press('Control+k')
  await page.getByRole('button', { name: 'Trash', exact: true }).click()
  await page.getByRole('button', { name: 'Empty Trash' }).waitFor()
  await visit('trash', page)
  await page.getByRole('button', { name: 'Empty Trash' }).click()
  await page.getByRole('button', { name: 'Keep' }).last().waitFor()
  await visit('empty trash question', page)
  await page.keyboard.press('Escape')
  await page.getByRole('list', { name: 'Deleted conversations and turns' }).getByText('trams').first().click()
  await page.getByText('This conversation is in the trash').waitFor()
  await visit('conversation in the trash', page)
}

function archivedList(page: Page): Locator {
  return page.getByRole('list', { name: 'Archived conversations' })
}
