import { ConversationPlaceSchema } from '../../../app/conversation.ts'
import { toMarkdown } from '../../../app/library/conversation-markdown.ts'
import type { Library } from '../../library/library.ts'
import { Misuse } from '../../parse-arguments.ts'
import type { Command } from './command.ts'
import { withLibrary } from './open-existing.ts'

/** Prints one conversation for reading. */
export const show: Command = {
  name: 'show',
  operands: 'ID',
  count: { min: 1, max: 1 },
  summary: 'Print a conversation as Markdown; the beginning of its id is enough.',
  options: [],
  async run(call, surroundings) {
    const [start = ''] = call.operands
    const text = await withLibrary(call, surroundings, library => {
      const conversation = findConversation(library, start)
      const turns = library.turnsOf(conversation.id)
      if (call.printsJson) return `${JSON.stringify({ conversation, turns })}\n`
      return toMarkdown(conversation, turns, { pathOf: sound => library.pathOf(sound) })
    })
    surroundings.stdout.write(text)
    return true
  },
}

/** The one conversation whose id begins so. Throws Misuse for none, and for several. */
export function findConversation(library: Library, start: string) {
  const all = ConversationPlaceSchema.options.flatMap(place => library.listConversations(place))
  const [found, other] = start === '' ? [] : all.filter(({ id }) => id.startsWith(start.toLowerCase()))
  if (!found) throw new Misuse(`There is no conversation whose id begins with “${start}”.`)
  if (other) throw new Misuse(`Several conversations have an id that begins with “${start}”: give more of it.`)
  return found
}
