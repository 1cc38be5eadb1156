import { describe, expect, test } from 'vitest'
import type { Calls } from '../../app/contract.ts'
import type { RecordingEnd } from '../../app/conversation.ts'
import type { AppError } from '../../app/errors.ts'
import { failWith } from '../../app/errors.ts'
import { Upload } from '../../renderer/upload.ts'

const turnId = crypto.randomUUID()
const conversationId = crypto.randomUUID()
const send: RecordingEnd = { kind: 'send' }
const talked = { pressedAt: 1000, firstSampleAt: 1040, releasedAt: 3000 }
const batch = (value: number) => new Uint8Array(960).fill(value)

/** Main's answers to a recording, each of which waits until it is let through. */
function heldMain(refuseFrom = Number.POSITIVE_INFINITY) {
  const answers: (() => void)[] = []
  const appended: { sequence: number; pcm: Uint8Array }[] = []
  const ends: RecordingEnd[] = []
  const main: Pick<Calls, 'startRecording' | 'appendRecording' | 'finishRecording'> = {
    startRecording: async () => ({}),
    appendRecording: ({ sequence, pcm }) => {
      appended.push({ sequence, pcm })
      return new Promise((resolve, reject) =>
        answers.push(() => {
          if (sequence >= refuseFrom) reject(failWith('disk_full', { folder: 'the folder' }))
          else resolve({ bytes: 0 })
        }),
      )
    },
    finishRecording: async ({ end }) => {
      ends.push(end)
      return null
    },
  }
  const letAllThrough = async () => {
    while (answers.length > 0) {
      answers.shift()?.()
      await new Promise(resolve => setTimeout(resolve))
    }
  }
  return { main, appended, ends, letAllThrough }
}

async function started(held: ReturnType<typeof heldMain>, onFailure: (failure: AppError) => void = () => undefined) {
  const upload = new Upload(turnId, held.main, onFailure)
  await upload.start(conversationId, Promise.resolve('A microphone'))
  return upload
}

describe('an upload', () => {
  test('keeps what comes before the recording is begun', async () => {
    const held = heldMain()
    const upload = new Upload(turnId, held.main, () => undefined)
    upload.append(batch(1))
    expect(held.appended).toEqual([])
    await upload.start(conversationId, Promise.resolve('A microphone'))
    expect(held.appended).toEqual([{ sequence: 0, pcm: batch(1) }])
  })

  test('has eight batches under way and joins what comes meanwhile, in order', async () => {
    const held = heldMain()
    const upload = await started(held)
    for (let i = 0; i < 12; i++) upload.append(batch(i))
    expect(held.appended).toHaveLength(8)
    await held.letAllThrough()
    expect(held.appended.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    const sent = Buffer.concat(held.appended.map(({ pcm }) => pcm))
    expect(sent).toEqual(Buffer.concat(Array.from({ length: 12 }, (_, i) => batch(i))))
  })

  test('ends the recording only when everything is acknowledged', async () => {
    const held = heldMain()
    const upload = await started(held)
    upload.append(batch(1))
    const finished = upload.finish(send, 0, talked)
    expect(held.ends).toEqual([])
    await held.letAllThrough()
    await finished
    expect(held.ends).toEqual([send])
  })

  test('that is refused sends nothing more, tells once and keeps a draft', async () => {
    const held = heldMain(0)
    const failures: string[] = []
    const upload = await started(held, ({ code }) => failures.push(code))
    for (let i = 0; i < 10; i++) upload.append(batch(i))
    await held.letAllThrough()
    upload.append(batch(10))
    await upload.finish(send, 0, talked)
    expect({ failures, sent: held.appended.length, ends: held.ends }).toEqual({
      failures: ['disk_full'],
      sent: 8,
      ends: [{ kind: 'draft', reason: 'disk' }],
    })
  })

  test('that is refused can still be discarded', async () => {
    const held = heldMain(0)
    const upload = await started(held)
    upload.append(batch(1))
    await held.letAllThrough()
    await upload.finish({ kind: 'drop' }, 0, talked)
    expect(held.ends).toEqual([{ kind: 'drop' }])
  })

  test('of a microphone that never opened keeps nothing', async () => {
    const held = heldMain()
    const upload = new Upload(turnId, held.main, () => undefined)
    await upload.start(conversationId, Promise.reject(failWith('microphone_denied')))
    expect(await upload.finish(send, 0, talked)).toBe(null)
    expect(held.ends).toEqual([])
  })
})
