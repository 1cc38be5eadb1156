import { byUse } from '../../app/profiles/model-order.ts'
import type { Model } from '../../app/profiles/models.ts'
import { shutdownAt } from '../../app/profiles/shutdowns.ts'
import { modelWords } from '../../app/words/model-words.ts'
import { listModels } from '../endpoint/models.ts'
import { openEndpoint } from './choose-endpoint.ts'
import type { Options } from './options.ts'
import type { Surroundings } from './run.ts'

/**
 * Prints which models an endpoint has, a line or, with `--json`, an object for all of them; those that hear and speak first.
 * @returns true when it has been done
 * @throws as `openEndpoint` and `listModels`
 */
export async function printModels(options: Options, surroundings: Surroundings): Promise<boolean> {
  const { environment, key, stdout, stderr, signal } = surroundings
  const { endpoint, notes, close } = await openEndpoint(options, environment, key)
  try {
    const wait = options.timeoutMs === null ? {} : { silenceMs: options.timeoutMs }
    const models = byUse(await listModels(endpoint, { signal, ...wait }), Date.now())
    if (options.printsJson) stdout.write(`${JSON.stringify({ endpoint: endpoint.baseUrl, models })}\n`)
    else {
      const width = Math.max(0, ...models.map(({ id }) => id.length))
      for (const model of models) stdout.write(`${lineOf(model, width)}\n`)
      if (models.some(({ price }) => price !== null)) stderr.write(`${modelWords.pricesHint}\n`)
    }
    if (models.length === 0) stderr.write(`${modelWords.noneListed}\n`)
    for (const note of notes) stderr.write(`${note}\n`)
    return true
  } finally {
    await close()
  }
}

function lineOf(model: Model, width: number): string {
  const { id, hears, speaks, shutdownDate } = model
  const said = [
    hears ? modelWords.hears : '',
    speaks ? modelWords.speaks : '',
    hears === false && speaks === false ? modelWords.wordsOnly : modelWords.notKnown(model),
    modelWords.price(model),
    shutdownDate === null ? '' : modelWords.shutdown(shutdownDate, shutdownAt(shutdownDate, Date.now()) === 'past'),
  ].filter(part => part !== '')
  return `${id.padEnd(width)}  ${said.join(' · ')}`.trimEnd()
}
