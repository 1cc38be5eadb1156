import * as v from 'valibot'
import { failWith } from '../errors.ts'
import type { Reason } from '../failure-reasons.ts'
import { INSTRUCTIONS_LIMIT, type PersonaContent, PersonaContentSchema, speedLimits } from './personas.ts'

const keys = ['name', 'model', 'voice', 'speed'] as const
type Key = (typeof keys)[number]
const FENCE = '---'

/** A persona as the text of its file: Markdown with a head of `key: value` lines between two `---`, then the instructions. */
export function formatPersona({ name, instructions, model, voice, speed }: PersonaContent): string {
  const head = [
    `name: ${name}`,
    ...(model === '' ? [] : [`model: ${model}`]),
    ...(voice === '' ? [] : [`voice: ${voice}`]),
    ...(speed === 1 ? [] : [`speed: ${speed}`]),
  ]
  return [FENCE, ...head, FENCE, '', ...(instructions === '' ? [] : [instructions, ''])].join('\n')
}

/**
 * Reads the text of a persona's file. The head is strict, so that a mistake is reported instead of ignored. A byte order mark and Windows
 * line breaks are accepted.
 * @param file the file's name, for the sentence
 * @throws persona_unusable, which names the line
 */
export function parsePersona(text: string, file: string): PersonaContent {
  const refuse = (why: Reason) => failWith('persona_unusable', { file, why })
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
  if (lines[0]?.trimEnd() !== FENCE) throw refuse({ name: 'first_line' })
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === FENCE)
  if (end < 0) throw refuse({ name: 'no_end' })
  const head = readHead(lines.slice(1, end), refuse)
  const instructions = lines.slice(end + 1).join('\n')
  const { name = '', model = '', voice = '', speed = '1' } = head
  const parsed = v.safeParse(PersonaContentSchema, { name, instructions, model, voice, speed: readSpeed(speed) })
  if (!parsed.success) throw refuse(reasonFor(String(v.getDotPath(parsed.issues[0]))))
  return parsed.output
}

function readHead(lines: readonly string[], refuse: (why: Reason) => Error): Partial<Record<Key, string>> {
  const head: Partial<Record<Key, string>> = {}
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') continue
    const line = index + 2
    const colon = text.indexOf(':')
    if (colon < 0) throw refuse({ name: 'no_colon', line })
    const written = text.slice(0, colon).trim()
    const key = keys.find(one => one === written)
    if (!key) throw refuse({ name: 'unknown_key', line, key: written.slice(0, 40), known: keys.join(', ') })
    if (head[key] !== undefined) throw refuse({ name: 'key_again', line, key })
    head[key] = text.slice(colon + 1).trim()
  }
  return head
}

/** Only numbers as people write them: no `1e0`, no `0x1`. */
function readSpeed(text: string): number {
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
}

function reasonFor(part: string): Reason {
  switch (part) {
    case 'name':
      return { name: 'needs_name' }
    case 'speed':
      return { name: 'speed_out', ...speedLimits }
    case 'instructions':
      return { name: 'too_long', limit: INSTRUCTIONS_LIMIT }
    default:
      return { name: 'part_too_long', part }
  }
}
