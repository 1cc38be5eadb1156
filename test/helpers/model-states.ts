import type { Page } from '@playwright/test'
import { newProfile } from '../../app/profiles/profiles.ts'
import type { SettingsChange } from '../../app/settings.ts'
import { listing, longList } from './endpoint-models.ts'
import type { EndpointServer } from './endpoint-server.ts'
import { ProfilePage } from './profile-page.ts'
import type { Visit } from './state-window.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** A day as servers write it, so many days from now. */
const dayIn = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

const spoken = { architecture: { input_modalities: ['text', 'audio'], output_modalities: ['text', 'audio'] } }
const heard = { architecture: { input_modalities: ['text', 'audio'], output_modalities: ['text'] } }
const written = { architecture: { input_modalities: ['text'], output_modalities: ['text'] } }
const costing = (prompt: number, completion: number, audio: number, spoken: number) => ({
  pricing: { prompt, completion, audio, audio_output: spoken },
})

/** Models of every kind. */
export const listedModels = listing({
  data: [
    { id: 'openai/gpt-audio-1.5', ...spoken, ...costing(0.0000025, 0.00001, 0.000032, 0.000064) },
    { id: 'openai/gpt-audio-mini', ...spoken, ...costing(6e-7, 0.0000024, 0.00001, 0.00002), shutdown_date: dayIn(55) },
    { id: 'openai/gpt-4o-audio-preview', ...spoken, shutdown_date: '2026-05-07' },
    { id: 'our-voice-with-a-name-that-is-longer-than-any-window-has-room-for-audio' },
    { id: 'google/gemini-2.5-flash', ...heard, ...costing(3e-7, 0.0000025, 0.000001, 0) },
    { id: 'mistralai/mistral-large', ...written },
    { id: 'unheard-of' },
  ],
})

/** A profile whose model is shut down soon, at a server. */
export function profileWithModel(server: EndpointServer): SettingsChange {
  const { baseUrl } = server
  return { profiles: [newProfile('one', { name: 'Our gateway', baseUrl, model: 'openai/gpt-audio-mini' })] }
}

/** Visits what the window shows of models: the picker, a warning, a list that cannot be had. */
export async function visitModels(visit: Visit, page: Page, server: EndpointServer): Promise<void> {
  const profile = new ProfilePage(page, 'Our gateway')
  const field = page.getByRole('combobox', { name: 'Model' })
  server.models.answerAlways(listedModels)
  await profile.open()
  await profile.edit()
  await field.focus()
  await page.getByText('7 models, as listed').waitFor()
  await field.press('ArrowDown')
  await page.getByRole('option', { name: 'gpt-audio-mini', selected: true }).waitFor()
  await visit('model picker', page)
  await field.press('Escape')
  await page.getByText('will be shut down on').waitFor()
  await visit('model shut down soon', page)
  await profile.leave()
  await visit('profile whose model is shut down soon', page)
  await profile.edit()

  server.models.answerAlways(listing(longList(5000)))
  await page.getByRole('button', { name: 'Refresh' }).click()
  await page.getByText('5,000 models, as listed').waitFor()
  await field.fill('model 12')
  await page.getByText('of 5,000 models').waitFor()
  await field.press('ArrowDown')
  await visit('model picker filtered', page)
  await field.fill('openai/gpt-audio-1.5')
  await field.press('Enter')

  server.models.answerAlways('key refused')
  await page.getByRole('button', { name: 'Refresh' }).click()
  await page.getByText('needs a key').waitFor()
  await page.getByRole('button', { name: 'Refresh' }).scrollIntoViewIfNeeded()
  await visit('models that cannot be listed', page)

  const voice = page.getByRole('combobox', { name: 'Voice' })
  const hearIt = page.getByRole('button', { name: 'Hear it' })
  const gate = server.hold('headers')
  await hearIt.click()
  await gate.reached
  await page.getByRole('button', { name: 'Stop', exact: true }).scrollIntoViewIfNeeded()
  await visit('voice that is tried', page)
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  gate.release()
  await hearIt.waitFor()
  await voice.fill('nobody')
  await voice.press('Tab')
  server.answerNext('voice refused')
  await hearIt.click()
  await page.getByText('does not have the voice').waitFor()
  await visit('voice that is refused', page)
}
