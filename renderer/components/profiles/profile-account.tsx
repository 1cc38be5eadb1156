import { X } from 'lucide'
import { useState } from 'preact/hooks'
import { type Failure, sentenceOf } from '../../../app/errors.ts'
import type { Profile, ProfileChange } from '../../../app/profiles/profiles.ts'
import type { ProfileStatus } from '../../../app/status.ts'
import { profileWords } from '../../../app/words/profile-words.ts'
import { removeHeader, setHeader } from '../../actions/profiles.ts'
import { EntryField } from '../controls/entry-field.tsx'
import { Field } from '../controls/field.tsx'
import { IconButton } from '../controls/icon-button.tsx'
import { TextField } from '../controls/text-field.tsx'

/** The account that pays, and headers that a gateway needs. The values of headers are never sent back to the window. */
export function ProfileAccount(props: {
  profile: Profile
  status: ProfileStatus
  onChange: (change: ProfileChange) => void
}) {
  const { id, organization, project, headerNames } = props.profile
  return (
    <fieldset class="section">
      <legend>{profileWords.account}</legend>
      <div class="field-pair">
        <TextField
          label={profileWords.organization}
          hint={profileWords.accountHint}
          value={organization}
          onChange={typed => props.onChange({ organization: typed })}
        />
        <TextField
          label={profileWords.project}
          value={project}
          onChange={typed => props.onChange({ project: typed })}
        />
      </div>
      {headerNames.length > 0 && (
        <ul class="header-list" aria-label={profileWords.headers}>
          {headerNames.map(name => {
            const isKept = props.status.headersKept.includes(name)
            return (
              <li key={name}>
                <span>
                  <code>{name}</code> {isKept ? profileWords.headerKept : profileWords.headerMissing}
                </span>
                <IconButton
                  icon={X}
                  label={profileWords.headerRemove(name)}
                  onClick={() => void removeHeader(id, name)}
                />
              </li>
            )
          })}
        </ul>
      )}
      <NewHeader profileId={id} />
    </fieldset>
  )
}

function NewHeader({ profileId }: { profileId: string }) {
  const [header, setEntered] = useState({ name: '', value: '' })
  const [complaint, setComplaint] = useState<Failure | null>(null)
  const isComplete = header.name.trim() !== '' && header.value.trim() !== ''
  const add = async () => {
    setComplaint(null)
    if (!isComplete) return
    const isTaken = await setHeader(profileId, header.name, header.value, setComplaint)
    if (isTaken) setEntered({ name: '', value: '' })
  }
  return (
    <div class="new-header">
      <Field label={profileWords.headerName}>
        {ids => (
          <input
            {...ids}
            type="text"
            spellcheck={false}
            autocomplete="off"
            value={header.name}
            onInput={({ currentTarget }) => setEntered({ ...header, name: currentTarget.value })}
          />
        )}
      </Field>
      <EntryField
        isSecret
        label={profileWords.headerValue}
        hint={profileWords.headersHint}
        error={complaint && sentenceOf(complaint)}
        value={header.value}
        button={profileWords.headerAdd}
        isReady={isComplete}
        onTyped={value => setEntered({ ...header, value })}
        onEnter={() => void add()}
      />
    </div>
  )
}
