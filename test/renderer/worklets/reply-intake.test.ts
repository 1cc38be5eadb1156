import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { samplesToPcm } from '../../../app/pcm.ts'
import type { ReplySound } from '../../../app/sound/sound-line.ts'
import { Playout } from '../../../renderer/worklets/playout.ts'
import { type PlaybackOrder, ReplyIntake } from '../../../renderer/worklets/reply-intake.ts'

/** A reply of samples that tell which attempt and place they are from, as it travels along the line. */
function replyOf(turnId: string, first: number, length: number, pieceSize: number): ReplySound[] {
  const pcm = samplesToPcm(Int16Array.from({ length }, (_, i) => first + i))
  const sounds: ReplySound[] = []
  for (let offset = 0; offset < pcm.byteLength; offset += pieceSize * 2) {
    sounds.push({ kind: 'push', turnId, offset, pcm: pcm.slice(offset, offset + pieceSize * 2), startMs: 120 })
  }
  return [...sounds, { kind: 'end', turnId, bytes: pcm.byteLength }]
}

/** Everything that is heard after the last order, up to so many samples. */
function heardAfter(order: (intake: ReplyIntake) => void, samples = 20_000): number[] {
  const playout = new Playout()
  const intake = new ReplyIntake(playout)
  order(intake)
  const block = new Float32Array(samples)
  playout.render(block)
  const heard = Array.from(block, sample => Math.round(sample * 32_768))
  return heard.slice(0, heard.findLastIndex(sample => sample !== 0) + 1)
}

const range = (first: number, length: number) => Array.from({ length }, (_, i) => first + i)
const hear = (turnId: string): PlaybackOrder => ({ kind: 'hear', turnId })

describe('sound from main and word from the page', () => {
  test('meet whichever comes first: nothing is lost, nothing is heard twice', () => {
    const pieces = fc.integer({ min: 1, max: 700 })
    fc.assert(
      fc.property(pieces, fc.nat(40), (pieceSize, ahead) => {
        const heard = heardAfter(intake => {
          const sounds = replyOf('a', 1, 4000, pieceSize)
          for (const sound of sounds.slice(0, ahead)) intake.take(sound)
          intake.order(hear('a'))
          for (const sound of sounds.slice(ahead)) intake.take(sound)
        })
        expect(heard).toEqual(range(1, 4000))
      }),
    )
  })

  test('of a reply that was silenced nothing is heard that comes late, also when it is asked for again', () => {
    const first = replyOf('a', 1, 6000, 500)
    const heard = heardAfter(intake => {
      intake.order(hear('a'))
      for (const sound of first.slice(0, 3)) intake.take(sound)
      intake.order({ kind: 'silence' })
      for (const sound of first.slice(3, 6)) intake.take(sound)
      intake.order(hear('a'))
      for (const sound of first.slice(6)) intake.take(sound)
      for (const sound of replyOf('a', 10_001, 4000, 300)) intake.take(sound)
    })
    expect(heard).toEqual(range(10_001, 4000))
  })

  test('a reply that is not to be heard is kept only until that is said', () => {
    const heard = heardAfter(intake => {
      for (const sound of replyOf('a', 1, 5000, 500)) intake.take(sound)
      intake.order({ kind: 'ignore', turnId: 'a' })
      intake.order(hear('a'))
    })
    expect(heard).toEqual([])
  })

  test('two replies that arrive together do not mix', () => {
    const [a, b] = [replyOf('a', 1, 4000, 100), replyOf('b', 10_001, 4000, 100)]
    const heard = heardAfter(intake => {
      intake.order(hear('b'))
      for (const [i, sound] of a.entries()) {
        intake.take(sound)
        const other = b[i]
        if (other) intake.take(other)
      }
    })
    expect(heard).toEqual(range(10_001, 4000))
  })

  test('a reply that was heard in part is not ended by the end of an earlier attempt', () => {
    const playout = new Playout()
    const intake = new ReplyIntake(playout)
    intake.order(hear('a'))
    for (const sound of replyOf('a', 1, 4000, 500).slice(0, 7)) intake.take(sound)
    intake.take({ kind: 'end', turnId: 'a', bytes: 999 })
    playout.render(new Float32Array(4000))
    expect({ isIdle: playout.isIdle, came: intake.came }).toEqual({ isIdle: false, came: 3500 })
  })
})
