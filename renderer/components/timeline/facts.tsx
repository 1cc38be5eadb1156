import { type ComponentChildren, Fragment } from 'preact'

/** Who said something and what is known of it, in a line that breaks between facts alone; each runs as its own script does. */
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
