import { status } from '../../state/main.ts'
import { editedProfileId } from '../../state/profiles.ts'
import { ProfileEditor } from '../profiles/profile-editor.tsx'
import { ProfileList } from '../profiles/profile-list.tsx'
import { AnswersNow } from './answers-now.tsx'
import { ProxyFields } from './proxy-fields.tsx'

/** Which profile answers now, and from now on. */
export function EndpointPage() {
  const edited = status.value?.profiles.find(({ id }) => id === editedProfileId.value)
  const isChosenGone = !status.value?.profiles.some(({ id }) => id === status.value?.endpoint.id)
  if (edited) return <ProfileEditor key={edited.id} status={edited} />
  return (
    <>
      {isChosenGone && <AnswersNow />}
      <ProfileList />
      <ProxyFields />
    </>
  )
}
