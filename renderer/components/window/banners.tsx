import { Unplug, X } from 'lucide'
import { useState } from 'preact/hooks'
import { type Failure, sentenceOf } from '../../../app/errors.ts'
import { failures } from '../../../app/words/failures.ts'
import { sayNotice } from '../../../app/words/notice-words.ts'
import { words } from '../../../app/words/words.ts'
import { findLibrary } from '../../actions/library-move.ts'
import { dismissNotice, openSettings, reconnect } from '../../actions/settings.ts'
import { connection, notices, status } from '../../state/main.ts'
import { isProfileGone } from '../../state/profiles.ts'
import { Icon } from '../controls/icon.tsx'
import { IconButton } from '../controls/icon-button.tsx'
import { GoneProfile } from '../profiles/gone-profile.tsx'
import { lazily } from './lazily.tsx'
import { LimitBanner } from './limit-banner.tsx'

const UpdateBanner = lazily(later => later.UpdateBanner)

/** Notices about the whole window: lost connection to main, newer versions, and what happened at the start. */
export function Banners() {
  return (
    <>
      {connection.value === 'lost' && <LostBanner />}
      {status.value?.library.failure && <AbsentBanner failure={status.value.library.failure} />}
      <LimitBanner />
      {status.value?.desktop && <UpdateBanner />}
      {isProfileGone.value && <GoneProfile />}
      {notices.value.map(notice => (
        <div class="banner" key={sayNotice(notice)}>
          <p>{sayNotice(notice)}</p>
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

/** The library is on a disk that is not connected. */
function AbsentBanner({ failure }: { failure: Failure }) {
  const [said, setSaid] = useState(failure)
  return (
    <div class="banner banner-lost" role="alert">
      <Icon of={Unplug} />
      <p>{sentenceOf(said)}</p>
      <button type="button" class="button" onClick={() => void findLibrary(setSaid)}>
        {words.failure.retry}
      </button>
      <button type="button" class="button" onClick={() => openSettings('history')}>
        {words.move.choose}
      </button>
    </div>
  )
}
