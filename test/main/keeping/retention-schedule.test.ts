import { setImmediate as turnOfOthers } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSettingsFile } from '../../../main/files/settings-file.ts'
import { RetentionSchedule } from '../../../main/keeping/retention-schedule.ts'
import { LibraryFolder } from '../../helpers/library-folder.ts'

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

test('windows are told of everything that goes from the trash by itself', async () => {
  const { library } = folder
  const [conversation, turn, kept] = [folder.spoken(), folder.spoken(), folder.spoken()]
  library.trashConversation(conversation.conversationId)
  library.trashTurn(turn.id, 'deleted')
  folder.now += 31 * 24 * 3600 * 1000
  library.trashTurn(kept.id, 'deleted')
  const announced: unknown[] = []
  const schedule = new RetentionSchedule({
    ...{ library, settingsFile: openSettingsFile(folder.path) },
    announce: (name, payload) => announced.push([name, payload]),
    onHeld: () => undefined,
  })
  schedule.begin()
  while (schedule.isSweeping) await turnOfOthers()
  await schedule.close()
  expect(announced).toEqual([
    ['conversationDeleted', { conversationId: conversation.conversationId }],
    ['turnDeleted', { turnId: turn.id, conversationId: turn.conversationId }],
  ])
})

test('what was in the trash for long enough goes bit by bit, with everything else in between', async () => {
  const { library } = folder
  for (let n = 0; n < 12; n++) library.trashConversation(folder.spoken().conversationId)
  const kept = folder.spoken()
  folder.now += 31 * 24 * 3600 * 1000
  const schedule = new RetentionSchedule({
    ...{ library, settingsFile: openSettingsFile(folder.path) },
    announce: () => undefined,
    onHeld: () => undefined,
  })
  schedule.begin()
  const left: number[] = []
  while (schedule.isSweeping) {
    left.push(library.listConversations('trash').length)
    await turnOfOthers()
  }
  await schedule.close()
  expect([[...new Set(left)], folder.soundFiles()]).toEqual([[12, 7, 2, 0], [kept.recording?.file]])
})
