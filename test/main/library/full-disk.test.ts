import { beforeAll, describe, expect, test } from 'vitest'
import { bundleScript } from '../../helpers/bundled-script.ts'
import { operations } from '../../helpers/library-operations.ts'
import { onSmallDisk, whyNoSmallDisk } from '../../helpers/small-disk.ts'

/** The folders never catch up while there is no room; that they do afterwards is seen with every other operation. */
const WAITS_FOR_ROOM = 'leave the folders time'
/** A disk is filled up to two hundred times for one operation. */
const PATIENCE_MS = 120_000

const noSmallDisk = await whyNoSmallDisk()
if (noSmallDisk) console.warn(`NOT CHECKED: full disks, because ${noSmallDisk}`)

describe.skipIf(noSmallDisk)('with no room on a real disk, with one block, with two …, until it can be done', () => {
  let script: string
  beforeAll(async () => {
    script = await bundleScript('full-disk-script')
  })

  test.each(Object.keys(operations).filter(name => name !== WAITS_FOR_ROOM))(
    '%s: it is done, or said to lack room; nothing is lost, and it is done once there is room',
    async operation => {
      expect(await onSmallDisk('mounted', operation, script)).toEqual({ wrong: [], last: 'done', isSaidInWords: true })
    },
    PATIENCE_MS,
  )
})
