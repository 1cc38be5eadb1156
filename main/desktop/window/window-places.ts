import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { writeWholeFile } from '../../files/whole-file.ts'
import { type WindowPlaces, WindowPlacesSchema } from './window-place.ts'

/** Where the windows were, kept over restarts. Parley starts even if this cannot be read or written. */
export class KeptWindowPlaces {
  readonly #path: string
  #places: WindowPlaces

  /** @param folder absolute, and there */
  constructor(folder: string) {
    this.#path = join(folder, 'window.json')
    this.#places = read(this.#path)
  }

  get current(): WindowPlaces {
    return this.#places
  }

  keep(change: Partial<WindowPlaces>): void {
    this.#places = { ...this.#places, ...change }
    try {
      writeWholeFile(this.#path, `${JSON.stringify(this.#places)}\n`, false)
    } catch {
      // Then they are kept for this run only.
    }
  }
}

function read(path: string): WindowPlaces {
  try {
    return v.parse(WindowPlacesSchema, JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return v.parse(WindowPlacesSchema, {})
  }
}
