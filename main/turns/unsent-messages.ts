import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import type { Api, Output } from '../../app/contract.ts'
import { AppError } from '../../app/errors.ts'
import { diskFailure } from '../files/disk-failure.ts'
import { writeWholeFile } from '../files/whole-file.ts'
import type { Keeping } from '../keeping/keeping.ts'

/** Texts by conversation; that of the conversation which begins with the next question under an empty name. */
const UnsentSchema = v.record(v.string(), v.string())
const UNBEGUN = ''

/** What was typed and not sent, in `unsent.json` of the data folder, so that no reload and no restart takes it. */
export class UnsentMessages {
  readonly #path: string
  readonly #keeping: Pick<Keeping, 'conversation' | 'isPrivate'>
  readonly #texts: Map<string, string>

  /** A file that cannot be read is as good as none: the next text takes its place. */
  constructor(dataFolder: string, keeping: Pick<Keeping, 'conversation' | 'isPrivate'>) {
    this.#path = join(dataFolder, 'unsent.json')
    this.#keeping = keeping
    this.#texts = new Map(Object.entries(readTexts(this.#path)))
  }

  /** All of them, but for conversations that are no more. */
  list(): Output<'listMessages'> {
    return [...this.#texts]
      .filter(([id]) => id === UNBEGUN || this.#isKept(id))
      .map(([id, text]) => ({ conversationId: id === UNBEGUN ? null : id, text }))
  }

  /**
   * Keeps what is typed for a conversation now; nothing of a private one, or of one that is no more, which may have been private.
   * Throws disk_*; then it can be kept again.
   */
  keep(conversationId: string | null, text: string): void {
    if (conversationId !== null && !this.#isKept(conversationId)) return
    const id = conversationId ?? UNBEGUN
    const before = this.#texts.get(id) ?? ''
    if (before === text) return
    this.#set(id, text)
    try {
      this.#write()
    } catch (error) {
      this.#set(id, before)
      throw diskFailure(error, dirname(this.#path))
    }
  }

  /** Forgets what was typed for a conversation that was deleted. */
  forget(conversationId: string): void {
    this.#forgetAll([conversationId])
  }

  /** Forgets what was typed for conversations that are no more, once it is known which are there; nothing while that cannot be told. */
  forgetGone(): void {
    try {
      this.#forgetAll([...this.#texts.keys()].filter(id => id !== UNBEGUN && !this.#isKept(id)))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  }

  #forgetAll(conversationIds: readonly string[]): void {
    if (conversationIds.filter(id => this.#texts.delete(id)).length === 0) return
    try {
      this.#write()
    } catch {
      // The conversation is gone all the same, and the text with what is typed next.
    }
  }

  #set(id: string, text: string): void {
    if (text === '') this.#texts.delete(id)
    else this.#texts.set(id, text)
  }

  #isKept(conversationId: string): boolean {
    return !this.#keeping.isPrivate(conversationId) && this.#keeping.conversation(conversationId) !== null
  }

  #write(): void {
    writeWholeFile(this.#path, `${JSON.stringify(Object.fromEntries(this.#texts), null, 2)}\n`)
  }
}

/** Answers what the window asks about messages that are being written. */
export function messageRequests(unsent: UnsentMessages): Pick<Api, 'listMessages' | 'keepMessage'> {
  return {
    listMessages: async () => unsent.list(),
    keepMessage: async ({ conversationId, text }) => {
      unsent.keep(conversationId, text)
      return {}
    },
  }
}

function readTexts(path: string): Record<string, string> {
  try {
    const parsed = v.safeParse(UnsentSchema, JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.output : {}
  } catch {
    return {}
  }
}
