import { place, showsSetup } from '../../state/window.ts'
import { lazily } from '../window/lazily.tsx'
import { TrashStrip } from './trash-strip.tsx'

const ArchivedPlace = lazily(later => later.ArchivedPlace)
const DraftsPlace = lazily(later => later.DraftsPlace)
const Setup = lazily(later => later.Setup)
const Timeline = lazily(later => later.Timeline)
const TrashPlace = lazily(later => later.TrashPlace)
const WaitingPlace = lazily(later => later.WaitingPlace)

/** The content of the main column: the conversation, the setup at the first start, or a place. */
export function MainPlace() {
  if (showsSetup.value) return <Setup />
  switch (place.value) {
    case 'drafts':
      return <DraftsPlace />
    case 'waiting':
      return <WaitingPlace />
    case 'archived':
      return <ArchivedPlace />
    case 'trash':
      return <TrashPlace />
    case 'conversation':
      return (
        <>
          <TrashStrip />
          <Timeline />
        </>
      )
  }
}
