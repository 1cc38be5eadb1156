import type { ReplyPart } from '../../main/endpoint/reply/reply-part.ts'
import { begunReply, type FaultName } from './endpoint-faults.ts'
import type { EndpointServer } from './endpoint-server.ts'
import { knownReply, pcmOf } from './known-reply.ts'

const wholeReply = { words: knownReply.words, pcm: pcmOf(knownReply) }

/** Lets a fault break off once everything before it has been heard: a reset would take it along. */
export function breakWhenHeard(at: EndpointServer, name: FaultName): (part: ReplyPart) => void {
  const gate = at.hold('break')
  const begun = name.endsWith('the end') || name === 'no end mark' ? wholeReply : begunReply(knownReply)
  let words = ''
  let bytes = 0
  return part => {
    if (part.kind === 'words') words += part.words
    if (part.kind === 'pcm') bytes += part.pcm.byteLength
    if (words === begun.words && bytes === begun.pcm.byteLength) gate.release()
  }
}
