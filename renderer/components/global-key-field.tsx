import { useState } from 'preact/hooks'
import { type AcceleratorFault, readAccelerator, writeAccelerator } from '../../app/accelerator.ts'
import type { KeyCapability } from '../../app/global-key.ts'
import { talkingWords } from '../../app/talking-words.ts'
import { changeSettings } from '../actions/settings.ts'
import { settings, status } from '../state.ts'
import { Field } from './field.tsx'

/** The key that works in every program, and what it can do here; where there is none, why. */
export function GlobalKeyField() {
  const [fault, setFault] = useState<AcceleratorFault | null>(null)
  const can = status.value?.globalKey
  if (!can) return null
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
          <input
            {...ids}
            type="text"
            spellcheck={false}
            autocomplete="off"
            aria-invalid={fault !== null}
            value={settings.value.talk.globalKey}
            onChange={event => take(event.currentTarget.value.trim())}
          />
        )}
      </Field>
      <p class="soft" role="status">
        {sayCapability(can)}
      </p>
    </>
  )
}

function sayCapability(can: KeyCapability): string {
  return can.kind === 'hold' ? talkingWords.globalKeyHold(can.trigger) : talkingWords.globalKeyObstacles[can.obstacle]
}
