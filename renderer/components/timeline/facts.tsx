import { type ComponentChildren, Fragment } from 'preact'

/** The speaker and facts about what was said, in a line that only breaks between facts. Each fact has its own writing direction. */
export function Facts({ who, of: facts }: { who: string; of: readonly ComponentChildren[] }) {
  const known = [<span class="who">{who}</span>, ...facts.filter(fact => fact)]
  return (
    <p class="meta">
      {known.map((fact, i) => (
        <Fragment key={i}>
          <span class="fact">
            <bdi>{fact}</bdi>
            {i < known.length - 1 && ' ·'}
          </span>{' '}
        </Fragment>
      ))}
    </p>
  )
}
