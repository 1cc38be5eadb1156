import { parentPort } from 'node:worker_threads'

/** Stands in for `peaks-worker.ts`: finds no sound anywhere, and breaks when it is asked to. */
parentPort?.on('message', (path: string) => {
  if (path === 'break') throw new Error('broken')
  parentPort?.postMessage({ measures: null })
})
