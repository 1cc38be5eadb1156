import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Turn } from '../../app/conversation.ts'
import { migrate } from '../../main/library/rows/migrations.ts'

/**
 * Writes the index of a data folder as the first Parley that had one would have, of turns that are all in one conversation.
 * @param folder of that conversation, relative to the data folder
 */
export function writeFirstIndex(dataFolder: string, folder: string, turns: readonly Turn[]): void {
  const database = new DatabaseSync(join(dataFolder, 'library.db'))
  migrate(database, 1)
  const insert = (table: string, row: Record<string, unknown>) => {
    const values = Object.values(row) as (string | number | Uint8Array | null)[]
    const places = values.map(() => '?').join(', ')
    database.prepare(`INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${places})`).run(...values)
  }
  const [first] = turns
  const shown = turns.filter(({ status }) => status !== 'trashed')
  insert('conversations', {
    ...{ id: first?.conversationId, folder, created_at: first?.createdAt, changed_at: turns.at(-1)?.createdAt },
    ...{
      next_position: turns.length + 1,
      title: 'Voice message',
      snippet: '',
      turn_count: shown.length,
      draft_count: 0,
    },
  })
  for (const turn of turns) {
    const { id, recording, reply } = turn
    insert('turns', {
      ...{
        id,
        conversation_id: turn.conversationId,
        position: turn.position,
        created_at: turn.createdAt,
        text: turn.text,
      },
      ...{ status: turn.status, draft_reason: turn.draftReason, attachment_name: turn.attachmentName },
      ...{ microphone: turn.microphone, missing_ms: turn.missingMs },
      ...{ failure_code: turn.failure?.code ?? null, failure_message: turn.failure?.message ?? null },
      trashed_at: turn.purgeAt && turn.purgeAt - 24 * 3600 * 1000,
    })
    if (reply) {
      const { words, model, voice, endpoint, usage } = reply
      insert('replies', {
        ...{
          turn_id: id,
          words,
          is_complete: Number(reply.isComplete),
          heard_ms: reply.heardMs,
          audio_id: reply.audioId,
        },
        ...{ audio_expires_at: reply.audioExpiresAt, endpoint, model, voice },
        ...{ usage_json: usage && JSON.stringify(usage), times_json: JSON.stringify(reply.times) },
      })
    }
    for (const [side, sound] of [['recording', recording] as const, ['reply', reply?.sound] as const]) {
      if (!sound) continue
      const { file, format, bytes, durationMs, peaks } = sound
      const told = { turn_id: id, side, file, format, bytes, duration_ms: durationMs, peaks: Uint8Array.from(peaks) }
      insert('sounds', told)
    }
  }
  database.close()
}
