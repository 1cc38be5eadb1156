import { signal } from '@preact/signals'
import type { FunctionComponent } from 'preact'
import { useEffect } from 'preact/hooks'
import { failWith } from '../../../app/errors.ts'
import { attempt } from '../../actions/attempt.ts'
import { leaveUnloaded } from '../../actions/settings.ts'

type Later = typeof import('./later.ts')

const later = signal<Later | null>(null)

/**
 * A component of `later.ts`. Until its script has come nothing is drawn; when it cannot be fetched, the window goes back to
 * where everything was, and showing it again tries again.
 */
export function lazily<Props extends object>(
  choose: (later: Later) => FunctionComponent<Props>,
): FunctionComponent<Props> {
  return props => {
    const isThere = later.value !== null
    useEffect(() => {
      if (!isThere) void loadShown()
    }, [isThere])
    if (!later.value) return null
    const Component = choose(later.value)
    return <Component {...props} />
  }
}

/** Does something that is in `later.ts`. */
export async function doLater(deed: (later: Later) => unknown): Promise<void> {
  await loadShown()
  if (later.value) deed(later.value)
}

/** Fetches what was left for later, once all else is done, so that it is there at once even when main is gone by then. */
export async function loadLater(): Promise<void> {
  // What cannot be fetched now is asked for again when it is shown.
  await load().catch(() => undefined)
  later.value?.followDesktop()
}

async function load(): Promise<void> {
  later.value ??= await import('./later.ts')
}

/** Scripts come from where main is: one that does not come means that main is gone. */
async function loadShown(): Promise<void> {
  const hasCome = await attempt(() => load().catch(() => Promise.reject(failWith('connection_lost'))))
  if (!hasCome) leaveUnloaded()
}
