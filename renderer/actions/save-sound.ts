import type { Turn } from '../../app/conversation.ts'
import { formatForFileName } from '../../app/words/format.ts'
import { words } from '../../app/words/words.ts'
import { readSoundFile } from '../speaker/sound-file.ts'
import type { Side } from '../state/conversation.ts'
import { attempt } from './attempt.ts'
import { saveBlob } from './save-blob.ts'

/** Saves the recording of a turn, named after when it was made. */
export function saveRecording({ id, createdAt }: Pick<Turn, 'id' | 'createdAt'>): void {
  const name = (format: string) => words.turn.fileName(formatForFileName(createdAt), 'recording', format)
  void saveSound(id, 'recording', name)
}

/** Saves a stored sound where the browser or the user puts downloads. */
export async function saveSound(turnId: string, side: Side, fileName: (format: string) => string): Promise<void> {
  await attempt(async () => {
    const { blob, format } = await readSoundFile(turnId, side)
    saveBlob(blob, fileName(format))
  })
}
