import { useEffect, useState } from 'preact/hooks'
import type { ProfileTimes } from '../../../app/turns/turn-times.ts'
import { words } from '../../../app/words/words.ts'
import { copyText } from '../../actions/clipboard.ts'
import { askForTimes, diagnostics, readLicenses } from '../../actions/diagnostics.ts'
import { status } from '../../state/main.ts'
import { Field } from '../controls/field.tsx'
import { RevealButton } from './reveal-button.tsx'
import { UpdateFields } from './update-fields.tsx'

/** Which Parley this is, and what helps to find a fault. */
export function AboutPage() {
  const { about } = words
  const [isCopied, setCopied] = useState(false)
  const [times, setTimes] = useState<ProfileTimes[]>([])
  useEffect(() => void askForTimes().then(setTimes), [])
  const [licenses, setLicenses] = useState<string | null>(null)
  const text = diagnostics(times)
  return (
    <>
      <p class="about-name">{words.appName}</p>
      <p class="soft">{about.version(status.value?.version ?? '')}</p>
      <p>{about.text}</p>
      <UpdateFields />
      <Field label={about.diagnostics} hint={about.diagnosticsHint}>
        {ids => <textarea {...ids} class="diagnostics" dir="ltr" readOnly rows={8} value={text} />}
      </Field>
      <button type="button" class="button" onClick={() => void copyText(text).then(setCopied)}>
        {isCopied ? about.copied : about.copy}
      </button>
      <RevealButton folder="data" />
      <details onToggle={() => void (licenses ?? readLicenses().then(setLicenses))}>
        <summary>{about.licenses}</summary>
        {licenses !== null && (
          <textarea class="diagnostics" aria-label={about.licenses} readOnly rows={16} value={licenses} />
        )}
      </details>
    </>
  )
}
