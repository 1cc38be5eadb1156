import type { RefObject, TargetedKeyboardEvent } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** A log scrolled down to within so many pixels of its end follows the end again. */
const FOLLOW_WITHIN = 120

/**
 * Keeps a log at its end while rows are added there or grow, and while its height changes. Scrolling up stops that; scrolling back to the
 * end, or a new last row, starts it again. The keys Home and End go to the ends of any list.
 * @param options.lastKey names the last row
 * @param options.isStill while true, the end is not followed
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
    /** Whether the end is being followed. */
    isFollowed,
    /** Stops following the end, because something else is to be seen. */
    leave: () => setFollowing(false),
    /** Handlers for the scroller's events. */
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
        // At once: smooth scrolling would pass thousands of rows, and break off where they are measured.
        event.preventDefault()
        event.currentTarget.scrollTop = event.key === 'Home' ? 0 : event.currentTarget.scrollHeight
      },
    },
  }
}
