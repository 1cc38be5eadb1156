import { Unplug, X } from 'lucide'
import { useState } from 'preact/hooks'
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
      {connection.value === 'lost' && <LostBanner />}
      {notices.value.map(notice => (
        <div class="banner" key={notice}>
          <p>{notice}</p>
          <IconButton icon={X} label={words.notices.dismiss} onClick={() => dismissNotice(notice)} />
        </div>
      ))}
    </>
  )
}

function LostBanner() {
  const [isInVain, setInVain] = useState(false)
  const tryAgain = () => {
    setInVain(false)
    void reconnect().then(isThere => setInVain(!isThere))
  }
  return (
    <div class="banner banner-lost" role="alert">
      <Icon of={Unplug} />
      <p>
        {failures.connection_lost()} {isInVain && words.failure.noAnswer}
      </p>
      <button type="button" class="button" onClick={tryAgain}>
        {words.failure.reconnect}
      </button>
    </div>
  )
}
