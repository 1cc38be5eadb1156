import type { Locator, Page } from '@playwright/test'

/** The endpoint page of the settings, and the editor of the one profile that a test has, as a user finds their way there. */
export class ProfilePage {
  readonly #page: Page
  readonly #name: string

  /** @param name what the profile is called */
  constructor(page: Page, name = 'Mine') {
    this.#page = page
    this.#name = name
  }

  get address(): Locator {
    return this.#page.getByRole('textbox', { name: 'Base URL' })
  }

  get key(): Locator {
    return this.#page.getByLabel('Key', { exact: true })
  }

  get saveKey(): Locator {
    return this.#page.getByRole('button', { name: 'Save key' })
  }

  /** Shows every profile. */
  async open(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Settings', exact: true }).click()
    await this.#page.getByRole('tab', { name: 'Endpoint', selected: true }).waitFor()
  }

  /** Adds the profile, without an address. The page of all profiles is open, and is again afterwards. */
  async add(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Add a profile' }).click()
    await this.#page.getByRole('menuitem', { name: 'Another server' }).click()
    await this.#page.getByRole('textbox', { name: 'Name', exact: true }).fill(this.#name)
    await this.leave()
    // Its name is kept by then, and the settings are not written any more.
    await this.#page.getByRole('button', { name: `Edit ${this.#name}` }).waitFor()
  }

  /** Shows the editor of the profile, from the page of all profiles. */
  async edit(): Promise<void> {
    await this.#page.getByRole('button', { name: `Edit ${this.#name}` }).click()
    await this.address.waitFor()
  }

  /** Goes back to the page of all profiles. */
  async leave(): Promise<void> {
    await this.#page.getByRole('button', { name: 'All profiles' }).click()
    await this.#page.getByRole('radio', { name: 'Automatic' }).waitFor()
  }

  /** Lets somebody answer, from the page of all profiles. */
  async use(name: string): Promise<void> {
    await this.#page.getByRole('radio', { name }).check()
  }

  async enterAddress(baseUrl: string): Promise<void> {
    await this.address.fill(baseUrl)
    await this.address.press('Tab')
  }

  /** Enters a key and waits until it is kept. */
  async enterKey(key: string): Promise<void> {
    await this.key.fill(key)
    await this.saveKey.click()
    await this.#page.getByText(`A key ending in ${key.slice(-4)} is kept, for this session only.`).waitFor()
  }
}
