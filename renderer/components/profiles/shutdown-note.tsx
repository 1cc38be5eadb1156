import { TriangleAlert } from 'lucide'
import { shutdownAt } from '../../../app/profiles/shutdowns.ts'
import type { ProfileStatus } from '../../../app/status.ts'
import { modelWords } from '../../../app/words/model-words.ts'
import { Icon } from '../controls/icon.tsx'

/** Says that the model of a profile is shut down, or soon will be. */
export function ShutdownNote({ status }: { status: Pick<ProfileStatus, 'model' | 'shutdownDate'> }) {
  const { model, shutdownDate } = status
  const now = Date.now()
  if (shutdownDate === null || shutdownAt(shutdownDate, now) === 'far') return null
  return (
    <p class="field-error shutdown-note">
      <Icon of={TriangleAlert} size={14} />
      {modelWords.warning(model, shutdownDate, shutdownAt(shutdownDate, now) === 'past')}
    </p>
  )
}
