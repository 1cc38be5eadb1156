import { TriangleAlert } from 'lucide'
import { modelWords } from '../../app/model-words.ts'
import { shutdownAt } from '../../app/shutdowns.ts'
import type { ProfileStatus } from '../../app/status.ts'
import { Icon } from './icon.tsx'

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
