import { useLayoutEffect, useState } from 'preact/hooks'
import {
  type AcceleratorFault,
  pressedAccelerator,
  readAccelerator,
  writeAccelerator,
} from '../../../app/desktop/accelerator.ts'
import type { KeyCapability } from '../../../app/desktop/global-key.ts'
import { desktopWords } from '../../../app/words/desktop-words.ts'
import { talkingWords } from '../../../app/words/talking-words.ts'
import { openSystemPage } from '../../actions/desktop.ts'
import { changeSettings } from '../../actions/settings.ts'
import { divertCommands } from '../../actions/talk.ts'
import { settings, status } from '../../state/main.ts'
import { CheckField } from '../controls/check-field.tsx'
import { CodedText } from '../controls/coded-text.tsx'
import { Field } from '../controls/field.tsx'

/** The global talk key, and what it can do on this system; if there is none, why. */
export function GlobalKeyField() {
  const [fault, setFault] = useState<AcceleratorFault | null>(null)
  if (!status.value) return null
  const { globalKey: can, desktop } = status.value
  if (can.kind === 'none' && can.obstacle === 'needs-desktop-app') return <p class="soft">{sayCapability(can)}</p>
  const take = (text: string) => {
    const accelerator = text === '' ? null : readAccelerator(text)
    const isFaulty = typeof accelerator === 'string'
    setFault(isFaulty ? accelerator : null)
    if (isFaulty) return
    void changeSettings({ talk: { globalKey: accelerator ? writeAccelerator(accelerator) : '' } })
  }
  return (
    <>
      <Field
        label={talkingWords.globalKey}
        hint={talkingWords.globalKeyHint}
        error={fault && talkingWords.globalKeyFaults[fault]}
      >
        {ids => (
          <div class="field-row">
            <input
              {...ids}
              type="text"
              spellcheck={false}
              autocomplete="off"
              aria-invalid={fault !== null}
              value={settings.value.talk.globalKey}
              onChange={event => take(event.currentTarget.value.trim())}
            />
            <PressedKey onPressed={take} />
          </div>
        )}
      </Field>
      {desktop?.mayHookKeys && (
        <>
          <CheckField
            label={talkingWords.hooksGlobalKey}
            hint={talkingWords.hooksGlobalKeyHint}
            isChecked={settings.value.talk.hooksGlobalKey}
            onChange={hooksGlobalKey => void changeSettings({ talk: { hooksGlobalKey } })}
          />
          <CheckField
            label={talkingWords.takesEscape}
            hint={talkingWords.takesEscapeHint}
            isChecked={settings.value.talk.takesEscape}
            onChange={takesEscape => void changeSettings({ talk: { takesEscape } })}
          />
        </>
      )}
      <p class="soft" role="status">
        <CodedText text={sayCapability(can)} />
      </p>
      {can.kind !== 'hold' && can.obstacle === 'hook-not-allowed' && (
        <button type="button" class="button" onClick={() => openSystemPage('accessibility')}>
          {desktopWords.advice.open}
        </button>
      )}
    </>
  )
}

/** Records the next key press, for users who would rather press the key than write it. Esc, or leaving the field, records none. */
function PressedKey({ onPressed }: { onPressed: (accelerator: string) => void }) {
  const [isAwaited, setAwaited] = useState(false)
  useLayoutEffect(() => {
    if (!isAwaited) return
    const onKey = (event: KeyboardEvent) => {
      event.preventDefault()
      event.stopPropagation()
      const pressed = pressedAccelerator(event)
      if (event.type !== 'keydown' || (pressed === null && event.key !== 'Escape')) return
      setAwaited(false)
      if (pressed !== null) onPressed(pressed)
    }
    const onLeave = () => setAwaited(false)
    // The present key does not talk meanwhile. The system may keep it from the window; when main reports it, it was pressed again, and
    // stays.
    const talkAgain = divertCommands(onLeave)
    // In the capturing phase, before anything that would talk or press a button.
    addEventListener('keydown', onKey, true)
    addEventListener('keyup', onKey, true)
    addEventListener('blur', onLeave)
    return () => {
      talkAgain()
      removeEventListener('keydown', onKey, true)
      removeEventListener('keyup', onKey, true)
      removeEventListener('blur', onLeave)
    }
  }, [isAwaited, onPressed])
  return (
    <button type="button" class="button" aria-pressed={isAwaited} onClick={() => setAwaited(!isAwaited)}>
      {isAwaited ? talkingWords.globalKeyAwaited : talkingWords.globalKeyPress}
    </button>
  )
}

function sayCapability(can: KeyCapability): string {
  return can.kind === 'hold' ? talkingWords.globalKeyHold(can.trigger) : talkingWords.globalKeyObstacles[can.obstacle]
}
