import type { Command } from './command.ts'
import { withLibrary } from './open-existing.ts'

const places = ['pinned', 'recent', 'archived', 'trash'] as const

/** Makes the index again from the folders, whatever it is like, unless it may only be read. */
export const rebuild: Command = {
  name: 'rebuild',
  operands: '',
  count: { min: 0, max: 0 },
  summary: 'Make the index again from the conversations’ folders.',
  options: [],
  async run(call, surroundings) {
    const { stdout, progress } = surroundings
    let read = 0
    progress.show(() => `${read} conversations read`)
    const onFolders = (count: number) => {
      read = count
      progress.refresh()
    }
    const count = await withLibrary(
      call,
      surroundings,
      library => {
        if (library.openedParts.disk.isReadOnly) return null
        return places.reduce((sum, place) => sum + library.listConversations(place).length, 0)
      },
      { rebuilds: true, onFolders },
    )
    // Why it may only be read was said when it was opened.
    if (count === null) return false
    const told = count === 1 ? '1 conversation is' : `${count} conversations are`
    stdout.write(call.printsJson ? `${JSON.stringify({ conversations: count })}\n` : `${told} in the index.\n`)
    return true
  },
}
