import type { Profile } from '../../../app/profiles/profiles.ts'
import type { Row } from '../measure.ts'
import { atMostOver, inTurn, ratioAtMost } from '../measure.ts'
import { sendInOwnProcess } from '../own-process.ts'
import type { ParleysWay } from '../processes/parleys-way.ts'
import { homeLine, leastMs } from '../relay.ts'

/** Speech is fed so many times as fast as people speak: four times the bytes on the same line, and a quarter of the wait. */
const PACE = 4
const LINE = '5 Mbit/s up, 40 ms round trip'
const usualName = 'wavefile + base64 + SDK'
/** What is left when the key goes up: the last batch of 20 ms as base64, what was too little to be sent with the one before, and the end. */
const TAIL_BYTES = 4096

/** From the key going up until a server behind a line of 5 Mbit/s has the last byte of the request. */
export async function measureUploading(): Promise<Row[]> {
  const half = await compare(30, 3, { isSentEarly: true, pace: PACE })
  const long = await compare(120, 2, { isSentEarly: true, pace: PACE })
  const floor = leastMs(TAIL_BYTES, homeLine)
  return [
    {
      ...{ name: `key-up → last byte at the server, 30 s (${LINE})`, unit: 'ms', baselineName: usualName, ...half },
      target: ratioAtMost(1 / 60, '≤ 1/60'),
    },
    {
      ...{ name: '  against the least that the line allows', unit: 'ms', baselineName: '4 KB and ½ round trip' },
      ...{ baseline: [floor], ours: half.ours, target: atMostOver(10, '≤ 10 ms more') },
    },
    {
      ...{ name: '  the same, 120 s', unit: 'ms', baselineName: usualName, ...long },
      target: ratioAtMost(1 / 250, '≤ 1/250'),
    },
    {
      ...{ name: '  120 s against 30 s', unit: 'ms', baselineName: '30 s', baseline: half.ours, ours: long.ours },
      target: ratioAtMost(1.5, '≤ 1.5'),
    },
  ]
}

/** The same where a recording goes out only when it is whole, as MP3: what is left to a server that takes it in no other way. */
export async function measureFallback(): Promise<Row[]> {
  const line = homeLine
  const whole = (upload: Profile['upload'], least: number) => async () =>
    (await sendInOwnProcess('parleys-way.ts', 30, { args: [JSON.stringify({ upload, pace: PACE })], line, least }))
      .writtenMs
  const { baseline, mp3, small } = await inTurn(3, {
    baseline: async () => (await sendInOwnProcess('usual-way.ts', 30, { line })).writtenMs,
    mp3: whole('mp3', 0.16),
    small: whole('mp3-small', 0.08),
  })
  return [
    {
      ...{ name: `whole as MP3 of 64 kbit/s at key-up, 30 s (${LINE})`, unit: 'ms', baselineName: usualName },
      ...{ baseline, ours: mp3, target: ratioAtMost(1 / 5, '≤ 1/5') },
    },
    {
      ...{ name: '  as MP3 of 32 kbit/s', unit: 'ms', baselineName: usualName },
      ...{ baseline, ours: small, target: ratioAtMost(1 / 10, '≤ 1/10') },
    },
  ]
}

async function compare(seconds: number, n: number, way: ParleysWay): Promise<{ baseline: number[]; ours: number[] }> {
  const line = homeLine
  return inTurn<'baseline' | 'ours', number>(n, {
    baseline: async () => (await sendInOwnProcess('usual-way.ts', seconds, { line })).writtenMs,
    ours: async () =>
      (
        await sendInOwnProcess('parleys-way.ts', seconds, {
          ...{ args: [JSON.stringify(way)], line },
        })
      ).writtenMs,
  })
}
