import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Turn } from '../../../../app/conversation.ts'
import { WAV_HEADER_BYTES, wavHeader } from '../../../../app/wav.ts'
import { Disk } from '../../../../main/library/disk.ts'
import { openMemoryStore } from '../../../../main/library/rows/database.ts'
import { MemorySounds } from '../../../../main/library/sounds/memory-sounds.ts'
import type { Store } from '../../../../main/library/store.ts'
import { codeOf, newTurn, tellingPcm } from '../../../helpers/library-folder.ts'

let store: Store
let sounds: MemorySounds
let turn: Turn

beforeEach(() => {
  store = openMemoryStore(new Disk(''))
  sounds = new MemorySounds(store, 1000)
  const question = newTurn()
  store.addConversation(question.conversationId, 0, 'conversations/2026-11-23-0a1b2c3d')
  store.addTurn({ ...question, position: 1, createdAt: 0, draftReason: null })
  turn = store.turn(question.id)
})

afterEach(() => store.close())

const recording = () => store.turn(turn.id).recording ?? expect.fail('there is no recording')

test('a sound that grew is a WAV file, without half a sample at its end', () => {
  const sound = sounds.create(turn.id, 'recording')
  sound.append(tellingPcm(101))
  sound.append(tellingPcm(100, 101))
  const finished = sound.finish()
  expect({ again: sound.finish(), row: recording() }).toEqual({ again: finished, row: finished })
  expect(sounds.read(finished, 0, 5000).bytes).toEqual(new Uint8Array([...wavHeader(200, 24_000), ...tellingPcm(200)]))
})

test('what was appended does not follow the buffer it came in', () => {
  const sound = sounds.create(turn.id, 'recording')
  const pcm = tellingPcm(4)
  sound.append(pcm)
  pcm.fill(0)
  expect(sounds.read(sound.finish(), WAV_HEADER_BYTES, 4).bytes).toEqual(tellingPcm(4))
})

test('there is an end to it, and what is there stays', () => {
  const sound = sounds.create(turn.id, 'recording')
  sound.append(tellingPcm(900))
  expect(codeOf(() => sound.append(tellingPcm(200)))).toBe('private_full')
  expect(sound.finish().bytes).toBe(WAV_HEADER_BYTES + 900)
})

test('what was deleted makes room', () => {
  const sound = sounds.create(turn.id, 'recording')
  sound.append(tellingPcm(900))
  const { file } = sound.finish()
  store.write(() => store.files.bury(file))
  sounds.deleteBuried()
  expect(codeOf(() => sounds.read({ ...recording() }, 0, 1))).toBe('not_found')
  sounds.keepWhole(turn.id, 'recording', { format: 'mp3', durationMs: 1, peaks: [], bytes: tellingPcm(1000) })
  expect(recording()).toMatchObject({ format: 'mp3', bytes: 1000 })
})

test('a sound that is being written is not begun twice, and begins anew once it was given up', () => {
  const sound = sounds.create(turn.id, 'recording')
  expect(codeOf(() => sounds.create(turn.id, 'recording'))).toBe('bad_input')
  sound.append(tellingPcm(900))
  sounds.letGo(turn.id, 'recording')
  expect(codeOf(() => sound.append(tellingPcm(2)))).toBe('not_found')
  sounds.create(turn.id, 'recording').append(tellingPcm(900))
})
