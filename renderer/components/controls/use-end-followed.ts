import type { RefObject, TargetedKeyboardEvent } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** Scrolled down to this far from the end, in pixels, a log follows it again. */
const FOLLOW_WITHIN = 120

/**
 * Keeps a log at its end while rows are added there or grow, and while the room for it changes. Scrolling up ends that;
 * scrolling back to the end, or a new last row, begins it again. The keys Home and End go to the ends of any list.
 * @param options.lastKey names the last row
 * @param options.isStill nothing is followed for now
 */
export function useEndFollowed(options: {
  scroller: RefObject<HTMLElement | null>
  rows: RefObject<HTMLElement | null>
  isLog: boolean
  lastKey: string | undefined
  isStill: boolean
}) {
  const { scroller, rows, isLog, lastKey } = options
  const isStill = useRef(false)
  isStill.current = options.isStill
  const isFollowing = useRef(isLog)
  const lastTop = useRef(0)
  const [isFollowed, setFollowed] = useState(isLog)
  const follow = () => {
    const box = scroller.current
    if (box && isFollowing.current && !isStill.current) box.scrollTop = box.scrollHeight
  }
  const setFollowing = (isOn: boolean) => {
    isFollowing.current = isLog && isOn
    setFollowed(isFollowing.current)
  }
  useLayoutEffect(() => setFollowing(true), [lastKey])
  useLayoutEffect(follow)
  useLayoutEffect(() => {
    const watching = new ResizeObserver(follow)
    for (const { current } of [scroller, rows]) if (current) watching.observe(current)
    return () => watching.disconnect()
  }, [])
  return {
    /** Whether the end is followed now. */
    isFollowed,
    /** Leaves the end: something else is to be seen. */
    leave: () => setFollowing(false),
    /** What is to be heard of the scroller. */
    events: {
      onScroll: () => {
        const box = scroller.current
        if (!box) return
        const restPx = box.scrollHeight - box.clientHeight - box.scrollTop
        if (restPx <= 1) setFollowing(true)
        else if (box.scrollTop < lastTop.current) setFollowing(false)
        else if (restPx < FOLLOW_WITHIN) setFollowing(true)
        lastTop.current = box.scrollTop
      },
      onKeyDown: (event: TargetedKeyboardEvent<HTMLElement>) => {
        const isTaken = event.defaultPrevented || event.target instanceof HTMLSelectElement
        if (isTaken || (event.key !== 'Home' && event.key !== 'End')) return
        // At once: the browser's way there leads past thousands of rows, and breaks off where they are measured.
        event.preventDefault()
        event.currentTarget.scrollTop = event.key === 'Home' ? 0 : event.currentTarget.scrollHeight
      },
    },
  }
}
