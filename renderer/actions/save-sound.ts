import type { Turn } from '../../app/conversation.ts'
import { formatForFileName } from '../../app/format.ts'
import { words } from '../../app/words.ts'
import { readSoundFile } from '../sound-file.ts'
import type { Side } from '../state.ts'
import { attempt } from './attempt.ts'

/** How long the browser may take to read what is saved. */
const KEPT_MS = 60_000

/** Saves the recording of a turn, named after when it was made. */
export function saveRecording({ id, createdAt }: Pick<Turn, 'id' | 'createdAt'>): void {
  const name = (format: string) => words.turn.fileName(formatForFileName(createdAt), words.turn.recording, format)
  void saveSound(id, 'recording', name)
}

/** Saves a stored sound where the browser or the user puts downloads. */
export async function saveSound(turnId: string, side: Side, fileName: (format: string) => string): Promise<void> {
  await attempt(async () => {
    const { blob, format } = await readSoundFile(turnId, side)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(blob)
    link.download = fileName(format)
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS)
  })
}
