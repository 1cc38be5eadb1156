import * as v from 'valibot'
import { type Conversation, ConversationPlaceSchema } from '../../../app/conversation.ts'
import { countTurns } from '../../../app/words/counts.ts'
import { formatBytes, formatDate, formatTime } from '../../../app/words/format.ts'
import { Misuse } from '../../parse-arguments.ts'
import type { Command } from './command.ts'
import { withLibrary } from './open-existing.ts'

const places = ConversationPlaceSchema.options

/** Lists the conversations of a place, or of all but the trash. */
export const list: Command = {
  name: 'list',
  operands: '',
  count: { min: 0, max: 0 },
  summary: 'List conversations, the one that changed last first.',
  options: [
    { name: 'place', value: 'PLACE', summary: `${places.join(', ')} (default: all but the trash)`, isRepeatable: true },
  ],
  async run(call, surroundings) {
    const wanted = placesFrom(call.values.get('place') ?? [])
    const conversations = await withLibrary(call, surroundings, library =>
      wanted.flatMap(place => library.listConversations(place)).sort((a, b) => b.changedAt - a.changedAt),
    )
    const text = call.printsJson ? `${JSON.stringify(conversations)}\n` : conversations.map(lineOf).join('')
    surroundings.stdout.write(text)
    if (text === '') surroundings.stderr.write('There is no conversation.\n')
    return true
  },
}

function placesFrom(names: readonly string[]) {
  if (names.length === 0) return places.filter(place => place !== 'trash')
  return [...new Set(names)].map(name => {
    const place = v.safeParse(ConversationPlaceSchema, name)
    if (!place.success) throw new Misuse(`--place wants one of ${places.join(', ')}, not “${name}”.`)
    return place.output
  })
}

function lineOf({ id, title, changedAt, turnCount, bytes }: Conversation): string {
  const cells = [
    id,
    `${formatDate(changedAt)} ${formatTime(changedAt)}`,
    countTurns(turnCount),
    formatBytes(bytes),
    title,
  ]
  return `${cells.join('\t')}\n`
}
