import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Disk } from '../../../main/library/disk.ts'
import { openLibrary } from '../../../main/library/open-library.ts'
import { codeOf } from '../../helpers/library-folder.ts'
import { onSmallDisk, whyNoSmallDisk } from '../../helpers/small-disk.ts'

const noSmallDisk = await whyNoSmallDisk()
if (noSmallDisk) console.warn(`NOT CHECKED: full and read-only disks, because ${noSmallDisk}`)

const FULL_WHILE_RECORDING = {
  codes: ['disk_full', 'disk_full'],
  halfSamples: 0,
  status: 'draft',
  whole: [true, true],
  notices: [],
  drafts: 1,
}

describe.skipIf(noSmallDisk)('on a real disk of 3 MB', () => {
  test.each([
    ['a recording fills the disk', FULL_WHILE_RECORDING],
    ['a reply fills the disk', { code: 'disk_full', isKept: true }],
    ['room returns', { code: 'disk_full', whole: true }],
    ['the reserve is used up', { code: 'disk_full', afterwards: 'nothing' }],
    ['killed on a full disk', { status: 'draft', draftReason: 'recovered', whole: true, notices: 1 }],
    ['no room for a new library', { before: 0, code: 'disk_full', afterwards: 'nothing' }],
    ['a full disk under a library', { titles: ['Hello'], codes: ['nothing', 'disk_full'], deleted: 'nothing' }],
    [
      'a read-only disk',
      { notices: 1, titles: ['Hello'], whole: true, codes: Array(4).fill('disk_read_only'), isUntouched: true },
    ],
  ])('%s: it is said, and nothing is lost', async (scenario, found) => {
    expect(await onSmallDisk('mounted', scenario)).toEqual(found)
  })
})

test.skipIf(process.platform === 'win32')(
  'a file that may not grow is a full disk: it is said, and nothing is lost',
  async () => {
    expect(await onSmallDisk('limited', 'a recording fills the disk')).toEqual(FULL_WHILE_RECORDING)
  },
)

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a folder without permission is read-only (not for root, who may write anywhere; there the disk above is)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-closed-'))
    chmodSync(folder, 0o500)
    expect([folder, join(folder, 'new')].map(path => codeOf(() => openLibrary(path)))).toEqual([
      'disk_read_only',
      'disk_read_only',
    ])
    chmodSync(folder, 0o700)
    rmSync(folder, { recursive: true })
  },
)

describe('the reserve', () => {
  const full = () => Object.assign(new Error('no space left'), { code: 'ENOSPC' })

  function withDisk<T>(work: (disk: Disk, reserve: string) => T): T {
    const folder = mkdtempSync(join(tmpdir(), 'parley-reserve-'))
    try {
      return work(new Disk(folder), join(folder, 'library.reserve'))
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  test('is half a megabyte that is really taken', () => {
    const bytes = withDisk((disk, reserve) => {
      disk.fillReserve()
      return [statSync(reserve).size, statSync(reserve).blocks * 512 >= 512 * 1024]
    })
    expect(bytes).toEqual([512 * 1024, true])
  })

  test('is given up for a second attempt when the disk is full', () => {
    const found = withDisk((disk, reserve) => {
      disk.fillReserve()
      let attempts = 0
      const result = disk.useReserve(() => {
        if (++attempts === 1) throw full()
        return 'done'
      })
      return { result, attempts, isThere: statSync(reserve, { throwIfNoEntry: false }) !== undefined }
    })
    expect(found).toEqual({ result: 'done', attempts: 2, isThere: false })
  })

  test('is not touched by other failures', () => {
    const found = withDisk((disk, reserve) => {
      disk.fillReserve()
      const code = codeOf(() =>
        disk.useReserve(() => {
          throw Object.assign(new Error('read-only file system'), { code: 'EROFS' })
        }),
      )
      return { code, isThere: statSync(reserve, { throwIfNoEntry: false }) !== undefined }
    })
    expect(found).toEqual({ code: 'disk_read_only', isThere: true })
  })

  test('that is used up makes a full disk an error', () => {
    const code = withDisk(disk =>
      codeOf(() =>
        disk.useReserve(() => {
          throw full()
        }),
      ),
    )
    expect(code).toBe('disk_full')
  })
})
