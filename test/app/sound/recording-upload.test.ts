import { describe, expect, test } from 'vitest'
import { failWith, toFailure } from '../../../app/errors.ts'
import { RecordingUpload } from '../../../app/sound/recording-upload.ts'
import type { Answer } from '../../../app/wire.ts'

const batch = (value: number) => new Uint8Array(960).fill(value)

/** An upload to a main whose answers wait until they are let through. */
function heldUpload(refuseFrom = Number.POSITIVE_INFINITY) {
  const answers: (() => void)[] = []
  const appended: { sequence: number; pcm: Uint8Array }[] = []
  const failures: string[] = []
  const refusal: Answer = { ok: false, failure: toFailure(failWith('disk_full', { folder: 'the folder' })) }
  const upload = new RecordingUpload(
    (sequence, pcm) => {
      appended.push({ sequence, pcm })
      return new Promise(resolve =>
        answers.push(() => resolve(sequence >= refuseFrom ? refusal : { ok: true, value: { bytes: 0 } })),
      )
    },
    ({ code }) => failures.push(code),
  )
  const letAllThrough = async () => {
    while (answers.length > 0) {
      answers.shift()?.()
      await new Promise(resolve => setTimeout(resolve))
    }
  }
  return { upload, appended, failures, letAllThrough }
}

/** Whether a promise has resolved by now. */
async function isDone(promise: Promise<unknown>): Promise<boolean> {
  return Promise.race([promise.then(() => true), new Promise<false>(resolve => setTimeout(() => resolve(false)))])
}

describe('an upload', () => {
  test('keeps what comes before the recording is begun', () => {
    const { upload, appended } = heldUpload()
    upload.add(batch(1))
    expect(appended).toEqual([])
    upload.begin()
    expect(appended).toEqual([{ sequence: 0, pcm: batch(1) }])
  })

  test('has eight batches under way and joins what comes meanwhile, in order', async () => {
    const { upload, appended, letAllThrough } = heldUpload()
    upload.begin()
    for (let i = 0; i < 12; i++) upload.add(batch(i))
    expect(appended).toHaveLength(8)
    await letAllThrough()
    expect(appended.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    const sent = Buffer.concat(appended.map(({ pcm }) => pcm))
    expect(sent).toEqual(Buffer.concat(Array.from({ length: 12 }, (_, i) => batch(i))))
  })

  test('is written when all samples have come and are acknowledged', async () => {
    const { upload, letAllThrough } = heldUpload()
    upload.begin()
    upload.add(batch(1))
    const written = upload.written(960)
    await letAllThrough()
    expect([await isDone(written), upload.isWhole(960)]).toEqual([false, false])
    upload.add(batch(2))
    expect([await isDone(written), upload.isWhole(960)]).toEqual([false, false])
    await letAllThrough()
    expect([await isDone(written), upload.isWhole(960), upload.isWhole(961)]).toEqual([true, true, false])
  })

  test('that is refused sends nothing more, tells once, and is never whole', async () => {
    const { upload, appended, failures, letAllThrough } = heldUpload(0)
    upload.begin()
    for (let i = 0; i < 10; i++) upload.add(batch(i))
    await letAllThrough()
    upload.add(batch(10))
    await upload.written(11 * 480)
    expect({ failures, sent: appended.length, isWhole: upload.isWhole(480) }).toEqual({
      failures: ['disk_full'],
      sent: 8,
      isWhole: false,
    })
  })

  test('whose way to main breaks does not wait for what was under way', async () => {
    const failures: string[] = []
    const upload = new RecordingUpload(
      () => Promise.reject(new Error('the window is gone')),
      ({ code }) => failures.push(code),
    )
    upload.begin()
    upload.add(batch(1))
    upload.add(batch(2))
    await upload.written(960)
    expect({ failures, isWhole: upload.isWhole(960) }).toEqual({ failures: ['connection_lost'], isWhole: false })
  })
})
