import { effect } from '@preact/signals'
import { costOfTurn } from '../../app/cost/cost.ts'
import { defaultPrices, type ListedPrice } from '../../app/cost/prices.ts'
import type { Month } from '../../app/cost/spending.ts'
import { main } from '../main-process.ts'
import { conversationId, turns } from '../state/conversation.ts'
import { conversationCost, costOutlook, spending } from '../state/costs.ts'
import { settings } from '../state/main.ts'
import { attempt } from './attempt.ts'
import { changeSettings } from './settings.ts'

/** Asks what was spent in which month. */
export async function loadSpending(): Promise<void> {
  await attempt(async () => {
    spending.value = (await main.getSpending({})).months
  })
}

/** Takes a month as main now has it, once the others are known. */
export function takeMonth(month: Month): void {
  if (!spending.value) return
  const others = spending.value.filter(one => one.month !== month.month)
  spending.value = [month, ...others].sort((a, b) => (a.month < b.month ? 1 : -1))
}

/** Follows what is needed to warn of the limit, and what the open conversation has cost. */
export function followSpending(): void {
  effect(() => {
    if (settings.value.monthlyStopUsd !== null && !spending.peek()) void loadSpending()
  })
  let asked = ''
  effect(() => {
    const id = conversationId.value
    const usd = turns.value.reduce((sum, turn) => sum + (costOfTurn(turn)?.usd ?? 0), 0)
    const now = `${id} ${usd}`
    if (now === asked) return
    asked = now
    conversationCost.value = null
    if (usd > 0) void loadConversationCost(id, () => asked === now)
  })
}

async function loadConversationCost(id: string, isWanted: () => boolean): Promise<void> {
  await attempt(async () => {
    const cost = await main.getConversationCost({ conversationId: id })
    if (isWanted()) conversationCost.value = cost
  })
}

/** Asks what the question that is being recorded is likely to come to. What cannot be known is not shown. */
export async function foreseeCost(): Promise<void> {
  costOutlook.value = null
  await attempt(
    async () => {
      costOutlook.value = await main.getCostOutlook({ conversationId: conversationId.value })
    },
    () => undefined,
  )
}

/** Puts a line into the table of prices, in place of the one for that model. */
export async function changePrice(line: ListedPrice): Promise<void> {
  await changeSettings({ prices: [...pricesWithout(line.model), line] })
}

/** Takes the user's own line for a model out of the table. */
export async function dropPrice(model: string): Promise<void> {
  await changeSettings({ prices: pricesWithout(model) })
}

/** Adds a model to the table, with a price to be corrected; one that is there already stays as it is. */
export async function addPrice(model: string): Promise<void> {
  const [usual] = defaultPrices
  const isListed = [...settings.value.prices, ...defaultPrices].some(line => isSame(line.model, model))
  if (usual && !isListed) await changePrice({ ...usual, model })
}

function pricesWithout(model: string): ListedPrice[] {
  return settings.value.prices.filter(line => !isSame(line.model, model))
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
