import { expect, test } from 'vitest'
import type { Sound } from '../../../app/conversation.ts'
import { type SoundingTurn, soundBeside, soundsOf } from '../../../renderer/speaker/sound-order.ts'
import { newReply } from '../../helpers/library-folder.ts'

const sound: Sound = { file: 'a.wav', format: 'wav', bytes: 44, durationMs: 0, checksum: '', peaks: [] }

function turn(id: string, change: Partial<SoundingTurn>): SoundingTurn {
  return { id, status: 'answered', recording: sound, reply: newReply({ sound }), ...change }
}

const turns = [
  turn('first', {}),
  turn('typed', { recording: null }),
  turn('arriving', { status: 'replying' }),
  turn('being recorded', { status: 'recording', reply: null }),
  turn('silent', { reply: newReply() }),
]

test('sounds follow each other as they were said, without those that are still being made', () => {
  expect(soundsOf(turns).map(({ turnId, side }) => `${side} of ${turnId}`)).toEqual([
    'recording of first',
    'reply of first',
    'reply of typed',
    'recording of arriving',
    'recording of silent',
  ])
})

test('a sound has one before and one after, but for the ends and for one that is not there', () => {
  const sounds = soundsOf(turns)
  const beside = (turnId: string, places: 1 | -1) => soundBeside(sounds, { turnId, side: 'recording' }, places)?.turnId
  expect([beside('arriving', -1), beside('arriving', 1)]).toEqual(['typed', 'silent'])
  expect([beside('first', -1), beside('silent', 1), beside('elsewhere', 1)]).toEqual([undefined, undefined, undefined])
})
