import { signal } from '@preact/signals'
import type { FunctionComponent } from 'preact'
import { useEffect } from 'preact/hooks'
import { failWith } from '../../../app/errors.ts'
import { attempt } from '../../actions/attempt.ts'
import { leaveUnloaded } from '../../actions/settings.ts'

type Later = typeof import('./later.ts')

const later = signal<Later | null>(null)

/**
 * A component of `later.ts`. Nothing is drawn until its script has arrived. If that cannot be fetched, the window goes back to where it
 * was, and showing the component again tries again.
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

/** Runs something that is in `later.ts`. */
export async function doLater(deed: (later: Later) => unknown): Promise<void> {
  await loadShown()
  if (later.value) deed(later.value)
}

/** Fetches `later.ts` once everything else is done, so that it is there at once, even if main is gone by then. */
export async function loadLater(): Promise<void> {
  // If it cannot be fetched now, showing one of its components tries again.
  await load().catch(() => undefined)
  later.value?.followDesktop()
}

async function load(): Promise<void> {
  later.value ??= await import('./later.ts')
}

/** Scripts come from the same place as main, so one that does not arrive means that main is gone. */
async function loadShown(): Promise<void> {
  const hasCome = await attempt(() => load().catch(() => Promise.reject(failWith('connection_lost'))))
  if (!hasCome) leaveUnloaded()
}
