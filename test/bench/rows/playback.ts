import type { Browser, Page } from '@playwright/test'
import { openBenchPage } from '../bench-page.ts'
import { eachAtMost, inTurn, type Row, ratioAtMost } from '../measure.ts'

type PlayerName = keyof typeof playbackPage.players

const wavtools = 'wavtools 0.1.5'
/** Asked for one after the other, these cover the 10 ms in which Chromium renders sound evenly. */
const phases = Array.from({ length: 40 }, (_, i) => i / 4)
const SAMPLES_PER_MS = 24
/** Chromium asks for two blocks of 128 frames at a time. */
const CALLBACK_MS = 256 / SAMPLES_PER_MS

/** From a reply's first delta in the page until its first sample leaves the player. */
export async function measureFirstSound(browser: Browser): Promise<Row[]> {
  return withPage(browser, async page => {
    const measure = (name: PlayerName) => (i: number) =>
      page.evaluate(([name, phase]) => playbackPage.firstSound(playbackPage.players[name], phase), [
        name,
        phases[i] ?? 0,
      ] as const)
    const taken = await inTurn(phases.length, { baseline: measure('wavtools'), ours: measure('parley') })
    const callbacks = (times: number[]) => times.map(ms => Math.floor(ms / CALLBACK_MS))
    return [
      {
        ...{ name: 'first delta → first sample out', unit: 'ms', baselineName: wavtools, ...taken },
        target: ratioAtMost(1.25, '≤ 1.25'),
      },
      {
        ...{ name: '  render callbacks that went by without it', unit: '', baselineName: wavtools },
        ...{ baseline: callbacks(taken.baseline), ours: callbacks(taken.ours) },
        target: eachAtMost(1, 'each ≤ 1'),
      },
    ]
  })
}

/** From when a spoken reply of ten seconds begins to be made, at twice its pace, until it begins to be heard. */
export async function measureReplyBegins(browser: Browser): Promise<Row[]> {
  const measure = (name: PlayerName) => () =>
    withPage(browser, page => page.evaluate(name => playbackPage.replyBegins(playbackPage.players[name], 10, 2), name))
  return [
    {
      name: 'a reply of 10 s made at twice its pace: begun → heard',
      unit: 'ms',
      baselineName: 'the whole WAV, then decoded',
      ...(await inTurn(3, { baseline: measure('whole'), ours: measure('parley') })),
      target: ratioAtMost(1 / 10, '≤ 1/10'),
    },
  ]
}

/** What still goes out after the player was told to be silent. */
export async function measureSilence(browser: Browser): Promise<Row[]> {
  return withPage(browser, async page => {
    const measure = (name: PlayerName) => (i: number) =>
      page.evaluate(([name, phase]) => playbackPage.soundAfterSilence(playbackPage.players[name], phase), [
        name,
        phases[i] ?? 0,
      ] as const)
    return [
      {
        name: 'stop → silence: sound that still goes out',
        unit: 'ms',
        baselineName: wavtools,
        ...(await inTurn(phases.length, { baseline: measure('wavtools'), ours: measure('parley') })),
        target: eachAtMost(15, 'each ≤ 15 ms'),
      },
    ]
  })
}

/** A reply fed at 1.013 times its own pace from a worker, while the page is blocked for 150 ms of every second. */
export async function measureBlockedPage(browser: Browser): Promise<Row[]> {
  const seconds = 8
  // A page of its own for each: the player waits longer before a reply after one that had gaps.
  const measure = (name: PlayerName) => () =>
    withPage(browser, page =>
      page.evaluate(([name, seconds]) => playbackPage.playWhileBlocked(playbackPage.players[name], seconds, 150), [
        name,
        seconds,
      ] as const),
    )
  const { baseline, ours } = await inTurn(3, { baseline: measure('wavtools'), ours: measure('parley') })
  return [
    {
      name: `page blocked 150 ms every second, ${seconds} s: samples lost or misplaced`,
      unit: 'samples',
      baselineName: wavtools,
      baseline: baseline.map(({ lost, misplaced }) => lost + misplaced),
      ours: ours.map(({ lost, misplaced }) => lost + misplaced),
      target: eachAtMost(0, 'each 0'),
    },
    {
      name: '  time in gaps',
      unit: 'ms',
      baselineName: wavtools,
      baseline: baseline.map(({ gap }) => gap / SAMPLES_PER_MS),
      ours: ours.map(({ gap }) => gap / SAMPLES_PER_MS),
      target: ratioAtMost(1 / 10, '≤ 1/10'),
    },
  ]
}

async function withPage<Result>(browser: Browser, work: (page: Page) => Promise<Result>): Promise<Result> {
  const { page, close } = await openBenchPage(browser, 'playback-page')
  try {
    return await work(page)
  } finally {
    await close()
  }
}
