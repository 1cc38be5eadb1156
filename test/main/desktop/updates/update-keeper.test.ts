import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { UpdateKeeper } from '../../../../main/desktop/updates/update-keeper.ts'
import { type PlainUpdater, plainUpdater } from '../../../helpers/plain-updater.ts'
import { startUpdateFeed, type UpdateFeed } from '../../../helpers/update-feed.ts'

const program = Buffer.from('#!/bin/sh\nexit 0\n# the new version\n')

// electron-updater puts an AppImage in place on Linux alone.
describe.skipIf(process.platform !== 'linux')('electron-updater, asking a page on loopback', () => {
  let folder = ''
  let appImage = ''
  let feed: UpdateFeed
  let plain: PlainUpdater
  let opened = 0
  let keeper: UpdateKeeper

  const keep = (way: 'installs' | 'link' = 'installs') =>
    new UpdateKeeper({
      way,
      openUpdater: async () => {
        opened++
        return plain.updater
      },
    })
  const phaseIs = (phase: string) => expect.poll(() => keeper.view.phase).toBe(phase)
  const find = async () => {
    keeper.allow(true)
    keeper.look()
    await phaseIs('available')
  }

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-updates-'))
    appImage = join(folder, 'Parley.AppImage')
    writeFileSync(appImage, 'the old version')
    vi.stubEnv('APPIMAGE', appImage)
    feed = await startUpdateFeed(program)
    plain = plainUpdater(folder, '1.0.0', feed.url)
    opened = 0
    keeper = keep()
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await feed.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('nothing is asked, nor even loaded, before the user allows it, or where Parley cannot replace itself', async () => {
    keeper.look()
    keeper.fetch()
    const linked = keep('link')
    linked.allow(true)
    linked.look()
    expect([keeper.view.phase, linked.view.phase, opened, feed.asked]).toEqual(['off', 'off', 0, []])
  })

  test('a newer version is found, fetched when it is wanted, and in its place once Parley has quit', async () => {
    feed.release = { version: '1.1.0', notes: '### Added\n\n- This.' }
    await find()
    expect(keeper.view).toMatchObject({ version: '1.1.0', notes: 'Added\n\n- This.', fault: null })
    expect(feed.asked.map(({ path }) => path.replace('-arm64', ''))).toEqual(['/latest-linux.yml'])
    keeper.fetch()
    await phaseIs('ready')
    expect(new Set(feed.asked.map(({ installation }) => installation))).toEqual(new Set(['none']))
    expect(readFileSync(appImage, 'utf8')).toBe('the old version')
    plain.quit(0)
    expect(readFileSync(appImage)).toEqual(program)
  })

  test('an older version is none', async () => {
    feed.release = { version: '0.9.0', notes: '' }
    keeper.allow(true)
    keeper.look()
    await phaseIs('newest')
  })

  test('whoever talks has the network: what is fetched is given up, and begun anew afterwards', async () => {
    await find()
    const release = feed.hold()
    keeper.fetch()
    const fetched = () => feed.asked.filter(({ path }) => path.endsWith('.AppImage')).length
    await expect.poll(fetched).toBeGreaterThan(0)
    const before = fetched()
    keeper.takePresence('listening')
    expect(keeper.view.phase).toBe('waiting')
    keeper.takePresence('speaking')
    expect(fetched()).toBe(before)
    release()
    keeper.takePresence('idle')
    await phaseIs('ready')
    expect(fetched()).toBeGreaterThan(before)
  })

  test.each([
    ['switched off', () => keeper.allow(false)],
    ['the system ends programs', () => keeper.hold()],
  ])('what was fetched is left alone when Parley quits because it was %s', async (_why, end) => {
    await find()
    keeper.fetch()
    await phaseIs('ready')
    end()
    await Promise.resolve()
    plain.quit(0)
    expect(readFileSync(appImage, 'utf8')).toBe('the old version')
  })

  test('what is not what was announced is thrown away', async () => {
    feed.release = { version: '2.0.0', notes: '', sha512: Buffer.alloc(64).toString('base64') }
    await find()
    keeper.fetch()
    await expect.poll(() => keeper.view).toMatchObject({ phase: 'available', fault: 'damaged' })
    plain.quit(0)
    expect(readFileSync(appImage, 'utf8')).toBe('the old version')
  })

  test.each([
    ['a page without a version for this system', { status: 404 }, 'not-there'],
    ['a server in trouble', { status: 503 }, 'unreachable'],
    ['what is no description', { text: '{ version' }, 'damaged'],
    ['a version that is none', { version: 'newest' }, 'damaged'],
  ] as const)('%s is told of, and looked at again later', async (_name, change, fault) => {
    feed.release = { ...feed.release, ...change }
    keeper.allow(true)
    keeper.look()
    await expect.poll(() => keeper.view).toMatchObject({ phase: 'resting', fault })
    feed.release = { version: '9.0.0', notes: '' }
    keeper.look()
    await phaseIs('available')
    expect(keeper.view.fault).toBeNull()
  })
})
