import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Turn } from '../../app/conversation.ts'
import type { ExportOptions, ImportSummary } from '../../app/library/exchange.ts'
import { conversationsToExport, writeExport } from '../../main/exchange/export.ts'
import { ImportResult, importFiles } from '../../main/exchange/import.ts'
import { findFiles, type LocalFile } from '../../main/exchange/import-file.ts'
import type { Library } from '../../main/library/library.ts'

/** The time of exports and imports in tests. */
export const NOW = Date.UTC(2026, 10, 24, 12)

/** Everything, as it is. */
export const plainExport: ExportOptions = { scope: { kind: 'all' }, sound: 'wav', captions: 'none', isMixed: false }

/** A folder that is gone after the test. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'parley-exchange-'))

  /** A path in it. */
  at(...names: string[]): string {
    return join(this.path, ...names)
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

/** Exports what the options say to a file. */
export async function exportTo(library: Library, path: string, change: Partial<ExportOptions> = {}): Promise<void> {
  const options = { ...plainExport, ...change }
  await writeExport(conversationsToExport(library, options), path, { library, options, now: NOW })
}

/** Imports what is at some paths, and says what it brought. */
export async function importFrom(library: Library, ...paths: string[]): Promise<ImportSummary> {
  const files: LocalFile[] = []
  for (const path of paths) for await (const file of findFiles(path)) files.push(file)
  const result = new ImportResult()
  await importFiles(files, result, { library, now: NOW })
  return result.summary
}

/** A summary in which nothing happened but what is given. */
export function summary(change: Partial<ImportSummary> = {}): ImportSummary {
  return { conversations: 0, copies: 0, known: 0, problems: [], moreProblems: 0, ...change }
}

/** All of a library that an export brings to another: without where files are and how they are drawn. */
export function contentOf(library: Library): unknown {
  const conversations = (['pinned', 'recent', 'archived'] as const).flatMap(place => library.listConversations(place))
  return conversations.map(conversation => ({
    ...conversation,
    turns: library.turnsOf(conversation.id).map(withoutFiles),
  }))
}

function withoutFiles({ recording, reply, ...turn }: Turn) {
  const told = (sound: Turn['recording']) => sound && { ...sound, file: sound.file.slice(-14), peaks: [] }
  return { ...turn, recording: told(recording), reply: reply && { ...reply, sound: told(reply.sound) } }
}
