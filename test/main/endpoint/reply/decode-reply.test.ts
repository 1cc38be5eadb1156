import { expect, test } from 'vitest'
import { failWith, toFailure } from '../../../../app/errors.ts'
import { decodeReply } from '../../../../main/endpoint/reply/decode-reply.ts'
import type { ReplyPart } from '../../../../main/endpoint/reply/reply-part.ts'

/** A sound of which too little has come to decode anything, and what then happens. */
async function* begun(format: string, then: () => ReplyPart): AsyncGenerator<ReplyPart> {
  yield { kind: 'encoded', bytes: Buffer.from('ID3\x04\0\0\0\0\0\0'), format }
  yield then()
}

async function outcomeOf(parts: AsyncIterable<ReplyPart>): Promise<string[]> {
  const kinds: string[] = []
  try {
    for await (const { kind } of decodeReply(parts)) kinds.push(kind)
  } catch (error) {
    kinds.push(toFailure(error).code)
  }
  return kinds
}

const words: ReplyPart = { kind: 'words', words: 'Yes.' }

test.each(['mp3', 'flac', 'opus', 'aac'])(
  'a reply as %s that breaks off before it can be heard comes as it was, and then broke off',
  async format => {
    const broken = begun(format, () => {
      throw failWith('cut_off')
    })
    expect(await outcomeOf(broken)).toEqual(['encoded', 'cut_off'])
  },
)

test.each(['flac', 'aac'])(
  'a sound as %s of which nothing can be decoded comes as it is, before the end',
  async format => {
    const end = {
      kind: 'end',
      id: null,
      audioId: null,
      audioExpiresAt: null,
      model: null,
      usage: null,
      isComplete: true,
    } as const
    async function* whole(): AsyncGenerator<ReplyPart> {
      yield* begun(format, () => words)
      yield end
    }
    expect(await outcomeOf(whole())).toEqual(['words', 'encoded', 'end'])
  },
)
