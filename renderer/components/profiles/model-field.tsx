import { RefreshCw } from 'lucide'
import type { TargetedKeyboardEvent } from 'preact'
import { useId, useState } from 'preact/hooks'
import { sentenceOf } from '../../../app/errors.ts'
import { modelsNamed } from '../../../app/profiles/model-order.ts'
import type { ProfileStatus } from '../../../app/status.ts'
import { modelWords } from '../../../app/words/model-words.ts'
import { loadModels } from '../../actions/models.ts'
import { modelList } from '../../state/profiles.ts'
import { Icon } from '../controls/icon.tsx'
import { ModelOptions, optionId } from './model-options.tsx'
import { ShutdownNote } from './shutdown-note.tsx'

/** How many options Page Up and Page Down skip. */
const PAGE = 5

/**
 * Which model is asked: chosen from those the server lists, or typed, which is taken when the field is left (ARIA Authoring Practices,
 * "Editable combobox with list autocomplete").
 */
export function ModelField(props: { status: ProfileStatus; model: string; onChange: (model: string) => void }) {
  const { status, model, onChange } = props
  const id = useId()
  const listId = `${id}-list`
  /** What is being typed; null while the field shows the profile's model. */
  const [typed, setTyped] = useState<string | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const canBeAsked = status.failure === null
  const shown = modelList.value?.profileId === status.id ? modelList.value : null
  const models = shown?.list.models ?? []
  const found = modelsNamed(models, typed ?? '')
  const isListShown = isOpen && found.length > 0

  const close = () => {
    setIsOpen(false)
    setActive(-1)
  }
  const take = (name: string) => {
    close()
    setTyped(null)
    if (name !== model) onChange(name)
  }
  const open = (at: number) => {
    setIsOpen(true)
    setActive(at)
  }
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    if (event.isComposing) return
    const next = activeAfter(event.key, isOpen ? active : -1, found.length)
    if (next !== null && found.length > 0) {
      const chosen = found.findIndex(one => one.id === model)
      open(isOpen || typed !== null || chosen < 0 ? next : chosen)
    } else if (event.key === 'Enter') take(found[active]?.id ?? typed?.trim() ?? model)
    else if (event.key === 'Escape' && (isOpen || typed !== null)) {
      if (!isOpen) setTyped(null)
      close()
    } else return
    // Otherwise the sheet would close, or the page scroll.
    event.preventDefault()
  }
  return (
    <div class="field model-field">
      <label for={id}>{modelWords.field}</label>
      <div class="model-box">
        <input
          id={id}
          type="text"
          role="combobox"
          spellcheck={false}
          autocomplete="off"
          maxLength={2000}
          aria-autocomplete="list"
          aria-expanded={isListShown}
          aria-controls={isListShown ? listId : undefined}
          aria-activedescendant={isListShown && active >= 0 ? optionId(listId, active) : undefined}
          aria-describedby={`${id}-said`}
          placeholder={status.model}
          value={typed ?? model}
          onInput={event => {
            setTyped(event.currentTarget.value)
            open(-1)
          }}
          // The server is asked when the field is focused, not when a profile is merely looked at.
          onFocus={() => canBeAsked && void loadModels(status.id, false)}
          onClick={() => setIsOpen(true)}
          onKeyDown={onKeyDown}
          onBlur={() => take(typed?.trim() ?? model)}
        />
        {isListShown && <ModelOptions id={listId} models={found} active={active} chosen={model} onChoose={take} />}
      </div>
      <div class="model-said">
        <p id={`${id}-said`} class="field-hint" aria-live="polite">
          {saidOf({ isOpen, typed, found: found.length })}
        </p>
        <button
          type="button"
          class="link"
          disabled={!canBeAsked || shown?.isAsking}
          onClick={() => void loadModels(status.id, true)}
        >
          <Icon of={RefreshCw} size={12} />
          {modelWords.refresh}
        </button>
      </div>
      {shown?.list.failure && (
        <p class="field-error" role="status">
          {sentenceOf(shown.list.failure)}
        </p>
      )}
      <ShutdownNote status={status} />
    </div>
  )

  function saidOf(now: { isOpen: boolean; typed: string | null; found: number }): string {
    const at = shown?.list.at ?? null
    if (shown?.isAsking) return modelWords.asking
    if (now.isOpen && now.typed !== null) return modelWords.found(now.found, models.length)
    // Without an address a profile has no usual model yet.
    const hint =
      model === '' && status.model !== '' ? `${modelWords.usual(status.model)} ${modelWords.hint}` : modelWords.hint
    if (at === null) return hint
    if (models.length === 0) return modelWords.noneListed
    const isListed = model === '' || models.some(one => one.id === model)
    const parts = [
      isListed ? hint : modelWords.unlisted(model),
      modelWords.listed(models.length, at),
      ...(models.some(({ price }) => price !== null) ? [modelWords.pricesHint] : []),
    ]
    return parts.join(' ')
  }
}

/** The option that a key leads to, out of so many; null if the key leads nowhere. */
function activeAfter(key: string, active: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (active + 1) % count
    case 'ArrowUp':
      return active <= 0 ? count - 1 : active - 1
    case 'PageDown':
      return Math.min(active + PAGE, count - 1)
    case 'PageUp':
      return Math.max(active - PAGE, 0)
    default:
      return null
  }
}
