import { useEffect } from 'preact/hooks'
import { formatBytes } from '../../../app/words/format.ts'
import { words } from '../../../app/words/words.ts'
import { measureDisk } from '../../actions/disk-use.ts'
import { diskUse } from '../../state/library.ts'

/** How much of the disk the library takes, and how much is free. */
export function DiskUseTable() {
  useEffect(() => void measureDisk(), [])
  const { value: use } = diskUse
  const { history } = words
  if (!use) return <p class="field-hint">{history.measuring}</p>
  const rows = [
    [history.recordings, use.soundBytes, history.recordingsCount(use.conversations, use.turns)],
    [history.trash, use.trash.soundBytes, ''],
    [history.index, use.indexBytes, ''],
    [history.free, use.freeBytes, ''],
  ] as const
  return (
    <section aria-label={history.use}>
      <h3>{history.use}</h3>
      <dl class="disk-use">
        {rows.map(([name, bytes, more]) => (
          <div key={name}>
            <dt>
              {name} {more !== '' && <span class="soft">{more}</span>}
            </dt>
            <dd>{formatBytes(bytes)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
