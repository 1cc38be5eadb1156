import { beforeAll, describe, expect, test } from 'vitest'
import { bundleScript } from '../../helpers/bundled-script.ts'
import { operations } from '../../helpers/library-operations.ts'
import { onSmallDisk, whyNoSmallDisk } from '../../helpers/small-disk.ts'
import { timesTried } from '../../helpers/thorough.ts'

/** The folders never catch up while there is no room; that they do afterwards is seen with every other operation. */
const WAITS_FOR_ROOM = 'leave the folders time'
/**
 * A disk is filled up to a hundred and fifty times for one operation when every block is looked at. Of several blocks one is,
 * another one for each operation: they do much the same to the disk.
 */
const STEP = timesTried(10, 1)
const PATIENCE_MS = 300_000

const names = Object.keys(operations).filter(name => name !== WAITS_FOR_ROOM)

const noSmallDisk = await whyNoSmallDisk()
if (noSmallDisk) console.warn(`NOT CHECKED: full disks, because ${noSmallDisk}`)

describe.skipIf(noSmallDisk)('with no room on a real disk, with some blocks, with more …, until it can be done', () => {
  let script: string
  beforeAll(async () => {
    script = await bundleScript('full-disk-script')
  })

  test.each(names.map((operation, n) => ({ operation, blocks: 1 + (n % STEP) })))(
    '$operation: it is done, or said to lack room; nothing is lost, and it is done once there is room',
    async ({ operation, blocks }) => {
      const found = await onSmallDisk('mounted', operation, script, [String(blocks), String(STEP)])
      expect(found).toEqual({ wrong: [], last: 'done', isSaidInWords: true })
    },
    PATIENCE_MS,
  )
})
