import { completionOf, eventsOf, openAiShape, usage, wavOf } from './endpoint-events.ts'
import type { KnownReply } from './known-reply.ts'
import { throughLiteLlm } from './litellm-stream.ts'
import type { Random } from './random.ts'

/** Short, so that many can be read. What is mutated is the format, not the content. */
const reply: KnownReply = { words: 'Yes — 🐕 good.', samples: Int16Array.from({ length: 24 }, (_, i) => i * 997) }
const pcm = Buffer.from(reply.samples.buffer).toString('base64')
const expires_at = 1_790_000_000

const shapes = [
  {},
  { finish: 'first', expiry: 'everywhere', hasUsage: false },
  { hasRole: false, finish: 'at-end', expiry: 'never' },
  { soundBytes: [1, 3, 5] },
] as const
const streams: unknown[][] = [
  ...shapes.map(shape =>
    eventsOf(reply, 'audio_1', { ...openAiShape, soundBytes: [16], ...shape }).map(({ value }) => value),
  ),
  throughLiteLlm(eventsOf(reply, 'audio_1', { ...openAiShape, soundBytes: [16] })).map(({ value }) => value),
  [
    { choices: [{ delta: { role: 'assistant', content: reply.words } }], modality: 'text' },
    { choices: [{ delta: { content: pcm } }], modality: 'audio', sample_rate_hz: 44_100, usage },
    { choices: [{ delta: { content: wavOf(reply).toString('base64') } }], modality: 'audio' },
    { choices: [{ delta: { audio: { id: 'audio_1', expires_at } }, finish_reason: 'stop' }] },
  ],
  [{ choices: [{ delta: { audio: { data: Buffer.from('ID3\x04\0\0\0\0\0\0tone').toString('base64') } } }] }],
  [{ error: { message: 'Boom\nTraceback (most recent call last):', type: 'None', code: '500' } }],
]
const completions: unknown[] = [
  completionOf(reply, 'audio_1', wavOf(reply)),
  {
    choices: [
      { message: { content: [{ type: 'text', text: reply.words }], refusal: 'no' } },
      { message: { audio: { data: pcm } } },
    ],
  },
  { detail: [{ loc: ['body'], msg: 'field required' }] },
  { error: { message: "{'error': 'no such model'}", metadata: { raw: '{"error":{"message":"deep"}}' } } },
]
const bodies = [
  ...streams.flatMap(values => [
    `${values.map(value => `data: ${JSON.stringify(value)}\n\n`).join('')}data: [DONE]\n\n`,
    `: comment\r\n${values.map(value => `event: x\r\ndata:${JSON.stringify(value)}\r\n\r\n`).join('')}`,
  ]),
  ...completions.map(value => JSON.stringify(value)),
].map(text => Buffer.from(text))

/** What breaks parsers: the beginnings and ends of things, numbers out of range, signatures of formats. */
const scraps = [
  ...[
    '\n',
    '\n\n',
    '\r',
    'data: ',
    'data: [DONE]\n\n',
    'event: error\n',
    ':',
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    '\\',
    '=',
    '====',
    '\0',
  ],
  ...[
    'null',
    'true',
    '-1',
    '1e999',
    '9007199254740993',
    '[]',
    '{}',
    '"error":',
    '"audio":',
    '"choices":[null],',
    '\ufeff',
    '<html>',
  ],
  ...[
    'UklGRgAAAABXQVZF',
    'UklGRv////9XQVZFZm10IBAAAAABAAIA',
    'SUQzBAAAAAAA',
    'T2dnUwAC',
    'ZkxhQwAAACI',
    '//uQAAAA',
    '🐕',
    '\\ud83d',
  ],
].map(text => Buffer.from(text))

/** A server's answer with up to eight faults; now and then with none. */
export function mutatedAnswer(random: Random): Buffer {
  let bytes = Buffer.from(random.pick(bodies) ?? '')
  for (let left = random.below(9); left > 0; left--) bytes = mutated(bytes, random)
  return bytes
}

function mutated(bytes: Buffer<ArrayBuffer>, random: Random): Buffer<ArrayBuffer> {
  const at = random.below(bytes.byteLength + 1)
  const length = random.below(40)
  switch (random.below(6)) {
    case 0:
      return bytes.subarray(0, at)
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
    case 2:
      return Buffer.concat([bytes.subarray(0, at), random.pick(scraps) ?? bytes, bytes.subarray(at)])
    case 3:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - length))])
    case 4: {
      const other = random.pick(bodies) ?? bytes
      return Buffer.concat([bytes.subarray(0, at), other.subarray(random.below(other.byteLength))])
    }
    default: {
      const changed = Buffer.from(bytes)
      changed[at] = random.below(256)
      return changed
    }
  }
}
