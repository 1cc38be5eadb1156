import { Unplug, X } from 'lucide'
import { failures } from '../../app/failures.ts'
import { words } from '../../app/words.ts'
import { dismissNotice, reconnect } from '../actions/settings.ts'
import { connection, notices } from '../state.ts'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'

/** What concerns the whole window: that it lost main, and what happened at start. */
export function Banners() {
  return (
    <>
      {connection.value === 'lost' && (
        <div class="banner banner-lost" role="alert">
          <Icon of={Unplug} />
          <p>{failures.connection_lost()}</p>
          <button type="button" class="button" onClick={reconnect}>
            {words.failure.reconnect}
          </button>
        </div>
      )}
      {notices.value.map(notice => (
        <div class="banner" key={notice}>
          <p>{notice}</p>
          <IconButton icon={X} label={words.notices.dismiss} onClick={() => dismissNotice(notice)} />
        </div>
      ))}
    </>
  )
}
