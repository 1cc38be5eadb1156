import { stat } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect } from 'vitest'
import type { RunningApp } from './app.ts'
import type { KnownReply } from './known-reply.ts'
import { type SoundProbe, withoutSilence } from './sound-probe.ts'

/** The window as a user finds their way in it: by roles and names. */
export class ConversationPage {
  readonly page: Page
  readonly #app: RunningApp

  constructor(app: RunningApp) {
    this.#app = app
    this.page = app.page
  }

  get talkButton(): Locator {
    return this.page.getByRole('button', { name: 'Hold to talk' })
  }

  get log(): Locator {
    return this.page.getByRole('log', { name: 'Conversation' })
  }

  /** Waits until the status region says this and nothing else. */
  async phase(word: string): Promise<void> {
    await this.page
      .getByRole('status')
      .and(this.page.getByText(word, { exact: true }))
      .waitFor()
  }

  async newConversation(): Promise<void> {
    await this.page.getByRole('button', { name: 'New conversation' }).click()
    await expect.poll(() => this.log.getByRole('article').count()).toBe(0)
  }

  /** The conversations in the sidebar, by what their names hold. */
  listed(name: string): Locator {
    return this.page
      .getByRole('list', { name: 'Conversations', exact: true })
      .getByRole('listitem')
      .filter({ hasText: name })
  }

  /** Opens a menu and does what it offers. */
  async choose(menu: Locator, item: string): Promise<void> {
    await menu.click()
    await this.page.getByRole('menuitem', { name: item, exact: true }).click()
  }

  /** Waits until no recording is being made any more: a question may be answered, and another one begin, before its own file is whole. */
  async nothingRecorded(): Promise<void> {
    await expect.poll(() => this.files('-you.wav.part')).toEqual([])
  }

  /** Waits until this much of a recording is in its file. */
  async recorded(ms: number): Promise<void> {
    await expect.poll(() => this.bytesOf('-you.wav.part')).toBeGreaterThan(ms * 48)
  }

  /** Holds Space until this much is recorded. */
  async speak(ms: number): Promise<void> {
    await this.nothingRecorded()
    await this.page.keyboard.down('Space')
    await this.recorded(ms)
    await this.page.keyboard.up('Space')
  }

  /** Moves the key every 60 ms as its events tell it, however long the page takes to hear of them. */
  async moveSpace(...types: ('keydown' | 'keyup')[]): Promise<void> {
    await this.page.evaluate(types => {
      const now = performance.now()
      for (const [i, type] of types.entries()) {
        const event = new KeyboardEvent(type, { code: 'Space', key: ' ' })
        Object.defineProperty(event, 'timeStamp', { value: now - 60 * (types.length - 1 - i) })
        dispatchEvent(event)
      }
    }, types)
  }

  async type(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text)
    await this.page.keyboard.press('Enter')
  }

  /** Waits until the words of a reply are all there. */
  async answered(words: string): Promise<void> {
    await this.log.getByText(words).last().waitFor()
    await this.page.getByRole('button', { name: 'Play reply' }).last().waitFor()
  }

  /** Waits until the speaker got the whole reply, and compares every sample. */
  async heard(reply: KnownReply, probe: SoundProbe): Promise<void> {
    const spoken = withoutSilence(reply.samples)
    await expect.poll(() => probe.length()).toBe(spoken.length)
    expect(await probe.samples()).toEqual(spoken)
  }

  /** Files of the library, by what their names end in. */
  async files(ending: string): Promise<string[]> {
    return (await this.#app.soundFiles()).filter(file => file.endsWith(ending))
  }

  /** How long a file of the library is by now, of those whose names end like that the first; 0 where there is none. */
  async bytesOf(ending: string): Promise<number> {
    const [file] = await this.files(ending)
    return file
      ? stat(file)
          .then(({ size }) => size)
          .catch(() => 0)
      : 0
  }
}
