import { randomUUID } from 'node:crypto'
import { constants, existsSync, statSync } from 'node:fs'
import { copyFile, type FileHandle, open } from 'node:fs/promises'
import { AppError, failWith } from '../../app/errors.ts'
import { pcmDurationMs } from '../../app/pcm.ts'
import { makeSubfolder, renameSafely } from '../files/folders.ts'
import { openWavSamples } from '../sound/wav-samples.ts'
import { checksumOfFile } from './check/checksum.ts'
import type { Disk } from './disk.ts'
import { type Manifest, type ManifestSound, manifestText } from './manifest/manifest.ts'
import { deleteInside, insidePath, MANIFEST_NAME, stagingFolder } from './paths.ts'

/** Where the bytes of a sound come from: a file that is copied, or bytes that are made while they are written. */
export type SoundSource = { path: string } | AsyncIterable<Uint8Array>

/** A conversation that is not in the library yet. */
export interface WholeConversation {
  /** Everything about it. Sounds must match their checksum; one without a checksum is taken as it is. */
  manifest: Manifest
  /** The source of a sound that the manifest names. Asked once for each. */
  open(sound: ManifestSound): SoundSource
}

/**
 * Puts a conversation together in a folder of its own, which is not part of the library until it is renamed: first the sounds, then
 * `conversation.json`, all synchronised to the disk. If anything fails, the folder is removed; one left by a kill is removed at the next
 * start. Other work goes on between the pieces.
 * @returns the folder, relative to the data folder
 * @throws AppError disk_*, sound_differs, the signal's reason, and what a source throws
 */
export async function stageConversation(
  disk: Disk,
  { manifest, open: openSource }: WholeConversation,
  signal?: AbortSignal,
): Promise<string> {
  const folder = stagingFolder(randomUUID())
  const keep = async <S extends ManifestSound | null | undefined>(sound: S) =>
    sound ? stageSound(disk, folder, sound, openSource(sound), signal) : null
  try {
    disk.use(() => makeSubfolder(insidePath(disk.folder, folder)))
    const turns: Manifest['turns'] = []
    for (const turn of manifest.turns) {
      const recording = await keep(turn.recording)
      turns.push({ ...turn, recording, reply: turn.reply && { ...turn.reply, sound: await keep(turn.reply.sound) } })
    }
    await disk.useLong(() =>
      writeSafely(insidePath(disk.folder, `${folder}/${MANIFEST_NAME}`), file =>
        file.writeFile(manifestText({ ...manifest, turns })),
      ),
    )
    signal?.throwIfAborted()
    return folder
  } catch (error) {
    unstage(disk, folder)
    throw signal?.aborted ? signal.reason : error
  }
}

/** Renames a staged folder to its place among the others. Throws disk_*. */
export function placeStaged(disk: Disk, staged: string, folder: string): void {
  disk.use(() => renameSafely(insidePath(disk.folder, staged), insidePath(disk.folder, folder)))
}

/** Removes a staged folder. What cannot be removed now is removed at the next start. */
export function unstage(disk: Disk, folder: string): void {
  try {
    disk.use(() => deleteInside(disk.folder, folder))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

async function stageSound(
  disk: Disk,
  folder: string,
  sound: ManifestSound,
  source: SoundSource,
  signal?: AbortSignal,
): Promise<ManifestSound> {
  const path = insidePath(disk.folder, `${folder}/${sound.file}`)
  if (existsSync(path)) throw new Error(`two sounds of one name: ${sound.file}`)
  await disk.useLong(async () => {
    if ('path' in source) {
      await copyFile(source.path, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
      await writeSafely(path, async () => undefined, 'r+')
    } else {
      await writeSafely(path, file => writePieces(file, source, signal))
    }
  })
  const bytes = statSync(path).size
  const checksum = await checksumOfFile(path, bytes, signal)
  // Parley plays what it keeps as WAV, so the header must be true.
  const durationMs = sound.format === 'wav' ? await wavDurationMs(path) : sound.durationMs
  const isAsTold = sound.checksum === '' || checksum === sound.checksum
  if (!isAsTold || durationMs === null) throw failWith('sound_differs', { name: sound.file })
  return { ...sound, bytes, durationMs, checksum }
}

async function wavDurationMs(path: string): Promise<number | null> {
  try {
    const { bytes, sampleRateHz } = await openWavSamples(path)
    return pcmDurationMs(bytes, sampleRateHz)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

async function writePieces(file: FileHandle, pieces: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void> {
  for await (const piece of pieces) {
    signal?.throwIfAborted()
    await file.writeFile(piece)
  }
}

async function writeSafely(
  path: string,
  write: (file: FileHandle) => Promise<void>,
  flags: 'wx' | 'r+' = 'wx',
): Promise<void> {
  const file = await open(path, flags, 0o600)
  try {
    await write(file)
    await file.sync()
  } finally {
    await file.close()
  }
}
