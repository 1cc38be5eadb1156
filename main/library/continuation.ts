import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { type Sound, type Turn, withoutOutbox } from '../../app/conversation.ts'
import { failWith } from '../../app/errors.ts'
import { MANIFEST_FORMAT, toManifestTurn } from './manifest/manifest.ts'
import type { WholeConversation } from './staging.ts'

/** The turns that a copy up to one of them has, without those still being recorded. Throws not_found, and bad_input when there are none. */
export function turnsThrough(turns: readonly Turn[], throughTurnId: string): Turn[] {
  const last = turns.findIndex(turn => turn.id === throughTurnId)
  if (last === -1) throw failWith('not_found', { what: 'turn' })
  const kept = turns.slice(0, last + 1).filter(({ status }) => status !== 'recording')
  if (kept.length === 0) throw failWith('bad_input', { what: { name: 'still_recorded' } })
  return kept
}

/**
 * A copy of a conversation up to a turn, to go on from there: everything in it has a new id, and the original is not changed. A sound whose
 * file is gone is left out. The copy is listed among the other conversations, wherever the original is.
 * @param as what the copy is called, and when it is made (ms since 1970)
 * @param pathOf absolute path of a sound's file
 */
export function continuationOf(
  turns: readonly Turn[],
  as: { name: string; now: number; profileId: string | null; personaId: string | null },
  pathOf: (sound: Sound) => string,
): WholeConversation {
  const there = (sound: Sound | null) => (sound && existsSync(pathOf(sound)) ? sound : null)
  const kept = turns.map(turn => ({
    ...withoutOutbox(turn),
    id: randomUUID(),
    recording: there(turn.recording),
    transcript: turn.transcript && { ...turn.transcript, cost: null },
    reply: turn.reply && { ...turn.reply, cost: null, sound: there(turn.reply.sound) },
  }))
  const paths = new Map(
    kept.flatMap(({ recording, reply }) =>
      [recording, reply?.sound].flatMap(sound => (sound ? [[basename(sound.file), pathOf(sound)] as const] : [])),
    ),
  )
  return {
    manifest: {
      ...{ format: MANIFEST_FORMAT, id: randomUUID(), name: as.name, createdAt: as.now, changedAt: as.now },
      ...{ isPinned: false, isArchived: false, purgeAt: null, profileId: as.profileId, personaId: as.personaId },
      ...{ revision: 1, nextPosition: (kept.at(-1)?.position ?? 0) + 1, deleted: [] },
      turns: kept.map(toManifestTurn),
    },
    open: ({ file }) => {
      const path = paths.get(file)
      if (path === undefined) throw new Error(`no sound of this conversation: ${file}`)
      return { path }
    },
  }
}
