import { Ear, Speech } from 'lucide'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Model } from '../../../app/profiles/models.ts'
import { shutdownAt } from '../../../app/profiles/shutdowns.ts'
import { modelWords } from '../../../app/words/model-words.ts'
import { Icon } from '../controls/icon.tsx'

/** Heights in pixels, as in the styles. All options have the same height, so that none needs to be measured. */
const OPTION_HEIGHT = 48
const LIST_HEIGHT = 240
/** Options kept ready above and below the view. */
const SPARE = 8

/** Names an option of a list. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`
}

/** Models to choose from. Only those in and around the view are in the page, however many there are. */
export function ModelOptions(props: {
  id: string
  models: readonly Model[]
  /** The option that the keys have reached; -1 for none. */
  active: number
  chosen: string
  onChoose: (model: string) => void
}) {
  const { id, models, active } = props
  const list = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => list.current?.scrollIntoView({ block: 'nearest' }), [])
  useLayoutEffect(() => {
    if (active >= 0) scrollTo(nearestTop(active, list.current?.scrollTop ?? 0))
  }, [active])
  // Other models are another list, shown from its beginning.
  useLayoutEffect(() => {
    if (active < 0) scrollTo(0)
  }, [models.length])
  const scrollTo = (to: number) => {
    if (list.current) list.current.scrollTop = to
    setTop(to)
  }
  const from = Math.max(0, Math.floor(top / OPTION_HEIGHT) - SPARE)
  const to = Math.min(models.length, Math.ceil((top + LIST_HEIGHT) / OPTION_HEIGHT) + SPARE)
  return (
    <div
      ref={list}
      id={id}
      class="model-options"
      role="listbox"
      tabIndex={-1}
      aria-label={modelWords.list}
      onScroll={event => setTop(event.currentTarget.scrollTop)}
      // The focus stays in the field.
      onMouseDown={event => event.preventDefault()}
    >
      <div
        role="presentation"
        style={{
          paddingTop: `${from * OPTION_HEIGHT}px`,
          paddingBottom: `${(models.length - to) * OPTION_HEIGHT}px`,
        }}
      >
        {models.slice(from, to).map((model, i) => (
          <div
            key={model.id}
            id={optionId(id, from + i)}
            class="model-option"
            role="option"
            aria-selected={model.id === props.chosen}
            aria-posinset={from + i + 1}
            aria-setsize={models.length}
            data-active={from + i === active}
            tabIndex={-1}
            onMouseDown={() => props.onChoose(model.id)}
          >
            <ModelLines model={model} />
          </div>
        ))}
      </div>
    </div>
  )
}

function ModelLines({ model }: { model: Model }) {
  const { id, hears, speaks, shutdownDate } = model
  const now = Date.now()
  const isEnding = shutdownDate !== null && shutdownAt(shutdownDate, now) !== 'far'
  const more = [modelWords.notKnown(model), modelWords.price(model)].filter(part => part !== '').join(' · ')
  return (
    <>
      <span class="model-line">
        <span class="model-name">{id}</span>
        <span class="model-marks">
          {hears && <Mark icon={Ear} label={modelWords.hears} />}
          {speaks && <Mark icon={Speech} label={modelWords.speaks} />}
          {hears === false && speaks === false && modelWords.wordsOnly}
        </span>
      </span>
      <span class="model-more">
        {shutdownDate !== null && (
          <span data-ending={isEnding}>
            {modelWords.shutdown(shutdownDate, shutdownAt(shutdownDate, now) === 'past')}
            {more !== '' && ' · '}
          </span>
        )}
        {more}
      </span>
    </>
  )
}

function Mark({ icon, label }: { icon: typeof Ear; label: string }) {
  return (
    <span class="model-mark">
      <Icon of={icon} size={12} />
      {label}
    </span>
  )
}

/** The scroll position at which an option is in view, as near as possible to the present one. */
function nearestTop(index: number, top: number): number {
  const start = index * OPTION_HEIGHT
  return Math.min(start, Math.max(top, start + OPTION_HEIGHT - LIST_HEIGHT))
}
