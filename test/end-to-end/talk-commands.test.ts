import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { TalkCommand } from '../../app/talk/talk-command.ts'
import { TRASH_MS } from '../../app/talk/talk-timing.ts'
import { type AnnounceToPage, standBetween } from '../helpers/announcing.ts'
import { startAnsweredApp } from '../helpers/answered-app.ts'

const announcing: AnnounceToPage[] = []
const { server, app, parley, renew, close } = await startAnsweredApp({
  beforeLoad: async page => {
    announcing.push(await standBetween(page))
  },
})
const announce: AnnounceToPage = (name, payload) => announcing[0]?.(name, payload)
const command = (name: TalkCommand) => announce('talkCommanded', { command: name })

afterAll(close)
beforeEach(renew)

describe('commands from outside the window', () => {
  test.each([
    ['toggle', 'toggle'],
    ['start', 'stop'],
  ] as const)('%s records hands-free, %s sends', async (begin, end) => {
    command(begin)
    await parley.phase('Recording, hands-free')
    await parley.recorded(400)
    command(end)
    await parley.answered(server.reply.words)
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    ['cancel', 'start'],
    ['escape', 'hold'],
  ] as const)('%s discards what is recorded after %s at once, and Undo brings it back', async (end, begin) => {
    command(begin)
    await parley.recorded(TRASH_MS)
    command(end)
    await parley.phase('Ready')
    await app.page.getByRole('button', { name: 'Undo' }).click()
    await parley.log.getByRole('button', { name: 'Send' }).waitFor()
    expect(server.requests).toEqual([])
  })

  test('a recording goes on when the window loses the focus', async () => {
    command('toggle')
    await parley.recorded(300)
    await app.page.evaluate(() => dispatchEvent(new Event('blur')))
    await parley.recorded(600)
    command('toggle')
    await parley.answered(server.reply.words)
  })
})

describe('a key that is held outside the window', () => {
  test('records while it is down, although the window has no focus, and sends when it goes up', async () => {
    command('hold')
    await parley.recorded(300)
    await app.page.evaluate(() => dispatchEvent(new Event('blur')))
    await parley.recorded(600)
    command('release')
    await parley.answered(server.reply.words)
    expect(server.requests).toHaveLength(1)
  })

  test('keeps a draft when its release will never be seen', async () => {
    command('hold')
    await parley.recorded(400)
    command('lose')
    await parley.log.getByText('Kept, because the release of the key was missed. Not sent yet.').waitFor()
    expect(server.requests).toEqual([])
  })
})
