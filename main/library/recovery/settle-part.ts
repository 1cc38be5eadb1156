import { existsSync, rmSync, statSync } from 'node:fs'
import type { Turn, TurnStatus } from '../../../app/conversation.ts'
import { failWith, toFailure } from '../../../app/errors.ts'
import { renameSafely } from '../../files/folders.ts'
import type { Disk } from '../disk.ts'
import { insidePath, partPath } from '../paths.ts'
import type { FileRow } from '../rows/file-rows.ts'
import { measureSound } from '../sounds/measure.ts'
import { repairWav } from '../sounds/wav-file.ts'
import type { Store } from '../store.ts'

/** What became of a part: its recording is now a draft, its reply is kept, or there was nothing to keep. */
export type SettledPart = 'draft' | 'reply' | 'nothing'

/**
 * Turns a file that was being written when Parley ended into a finished sound, with every sample in it, and records it on its turn: a
 * recording becomes a draft, a reply one that was cut off. A part without sound is deleted, and so is a row without a file. Can be
 * interrupted and repeated. Throws disk_*.
 */
export function settlePart(store: Store, disk: Disk, part: FileRow, now: number): SettledPart {
  const { turnId, side, file } = part
  const measures = disk.useReserve(() => {
    const path = insidePath(disk.folder, file)
    finishPart(insidePath(disk.folder, partPath(file)), path)
    // If there is no part, the file already had its final name, and only its row was missing.
    return existsSync(path) ? measureSound(path) : null
  })
  return store.write(() => {
    if (!measures) {
      store.files.deletePart(turnId, side)
      return 'nothing'
    }
    store.saveSound(turnId, side, { file, ...measures })
    const turn = store.turn(turnId)
    store.touch(turn.conversationId)
    return side === 'reply' ? keepReply(store, turn, now) : keepRecording(store, turn, now)
  })
}

/** Repairs the header of a part and gives it its final name; deletes it when it holds no sound. The part need not exist. */
export function finishPart(part: string, final: string): void {
  const size = statSync(part, { throwIfNoEntry: false })?.size
  if (size === undefined) return
  const soundBytes = part.endsWith('.wav.part') ? repairWav(part) : size
  if (soundBytes === 0) rmSync(part)
  else renameSafely(part, final)
}

const UNDER_WAY: readonly TurnStatus[] = ['recording', 'sending', 'replying']
const ENDED_BY_USER: readonly TurnStatus[] = ['stopped', 'joined', 'trashed']

function keepRecording(store: Store, turn: Turn, now: number): SettledPart {
  if (!UNDER_WAY.includes(turn.status)) return 'nothing'
  store.saveTurn({ ...turn, status: 'draft', draftReason: 'recovered' }, now)
  store.summarise(turn.conversationId)
  return 'draft'
}

function keepReply(store: Store, turn: Turn, now: number): SettledPart {
  const outcome = { status: 'failed', failure: toFailure(failWith('cut_off')), outbox: null } as const
  const reply = turn.reply && { ...turn.reply, isComplete: false }
  store.saveTurn({ ...turn, reply, ...(ENDED_BY_USER.includes(turn.status) ? {} : outcome) }, now)
  return 'reply'
}
