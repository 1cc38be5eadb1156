import type { Locator, Page } from '@playwright/test'

/** The page of personas in the settings, as a user finds their way there. */
export class PersonaPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Shows every persona. */
  async open(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Settings', exact: true }).click()
    await this.#page.getByRole('tab', { name: 'Personas' }).click()
    await this.#page.getByRole('group', { name: 'Who the model is' }).waitFor()
  }

  field(name: string): Locator {
    return this.#page.getByLabel(name, { exact: true }).and(this.#page.locator('input, textarea'))
  }

  /** Makes a persona and leaves its editor open. */
  async add(fields: Record<string, string>): Promise<void> {
    await this.#page.getByRole('button', { name: 'New persona' }).click()
    await this.enter(fields)
  }

  /** Enters what is given of the persona that is edited. */
  async enter(fields: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      await this.field(name).fill(value)
      await this.field(name).press('Tab')
    }
  }

  /** Goes back to the page of all personas. */
  async leave(): Promise<void> {
    await this.#page.getByRole('button', { name: 'All personas' }).click()
    await this.#page.getByRole('group', { name: 'Who the model is' }).waitFor()
  }

  radio(name: string): Locator {
    return this.#page.getByRole('radio', { name })
  }
}
