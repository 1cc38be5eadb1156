import type { BackfillProgress } from '../../app/contract/turn-requests.ts'
import { main } from '../main-process.ts'
import { backfill } from '../state/library.ts'
import { attempt } from './attempt.ts'

/** Takes how far earlier recordings are as main now tells it. */
export function takeBackfill(progress: BackfillProgress): void {
  backfill.value = progress
}

/** Asks how many earlier recordings lack words. */
export async function fetchBackfill(): Promise<void> {
  await attempt(async () => takeBackfill(await main.getBackfill({})))
}

/** Has earlier recordings put into words. */
export async function startBackfill(): Promise<void> {
  await attempt(async () => takeBackfill(await main.startBackfill({})))
}

/** Leaves those earlier recordings that have no words yet without. */
export async function stopBackfill(): Promise<void> {
  await attempt(async () => takeBackfill(await main.stopBackfill({})))
}

/** Has a recording put into words that could not be before. */
export async function transcribeTurn(turnId: string): Promise<void> {
  await attempt(() => main.transcribeTurn({ turnId }))
}
