import type { Page } from '@playwright/test'
import { newProfile } from '../../app/profiles/profiles.ts'
import type { SettingsChange } from '../../app/settings.ts'
import { ProfilePage } from './profile-page.ts'
import type { Visit } from './state-window.ts'

/** Profiles as somebody may have them. */
export const visitedProfiles: SettingsChange = {
  profiles: [
    newProfile('one', { name: 'OpenAI', preset: 'openai', baseUrl: 'https://api.openai.com/v1' }),
    newProfile('two', { name: 'At work', preset: 'litellm', baseUrl: 'http://proxy.example:4000', voice: 'alloy' }),
    newProfile('three', { name: 'Azure OpenAI', preset: 'azure', apiVersion: '2025-01-01-preview', voice: 'alloy' }),
  ],
}
/** What the environment names beside them. */
export const visitedEnvironment = {
  OPENAI_BASE_URL: 'https://gateway.example/v1',
  OPENAI_API_KEY: 'environment-key-1234',
}

/** Visits what the window shows of profiles: all of them, one that is entered, and the menu to choose by. */
export async function visitProfiles(visit: Visit, page: Page): Promise<void> {
  const profile = new ProfilePage(page, 'OpenAI')
  await profile.open()
  await profile.edit()
  await profile.enterKey('entered-key-5678')
  await page.getByLabel('Header name').fill('X-Team')
  await page.getByLabel('Value', { exact: true }).fill('blue team')
  await page.getByRole('button', { name: 'Add header' }).click()
  await page.getByText('value kept').waitFor()
  await visit('profile account', page)
  await page.getByRole('button', { name: 'All profiles' }).scrollIntoViewIfNeeded()
  await visit('profile server', page)
  await profile.leave()
  await visit('profiles', page)
  await page.getByRole('button', { name: 'Add a profile' }).click()
  await visit('profile starts', page)
  await page.keyboard.press('Escape')

  const azure = new ProfilePage(page, 'Azure OpenAI')
  await azure.edit()
  await azure.enterAddress('r.openai.azure.com/openai/deployments/d')
  await page.getByRole('alert').waitFor()
  await visit('profile address refused', page)
  await azure.leave()
  await page.getByRole('button', { name: 'Edit gateway.example' }).click()
  await page.getByRole('button', { name: 'Keep as a profile' }).waitFor()
  await visit('profile of the environment', page)
  await azure.leave()
  await page.getByRole('button', { name: 'Menu of Azure OpenAI' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByText('was removed').waitFor()
  await page.getByText('was removed').scrollIntoViewIfNeeded()
  await visit('profile removed', page)
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+e')
  await page.getByRole('menuitemcheckbox').click()
  await visit('profile menu', page)
  await page.getByRole('menuitemradio', { name: 'At work' }).click()
  await page.getByRole('button', { name: 'gpt-audio-1.5 · alloy' }).waitFor()
  await visit('profile of a conversation', page)
  await profile.open()
  await page.getByRole('button', { name: 'Menu of At work' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.keyboard.press('Escape')
  await page.getByText('The profile this conversation had').waitFor()
  await visit('profile gone', page)
}
