/** Width of one bar with the gap after it, in pixels. */
export const BAR_PITCH = 4
/** Height of a waveform in pixels. */
export const WAVEFORM_HEIGHT = 32

const BAR_WIDTH = 2
const LOWEST_BAR = 2
const FEWEST_BARS = 24
const MOST_BARS = 120
const MS_PER_BAR = 100

/** How many bars a sound of this length has: longer sounds are wider, up to a limit. */
export function barCount(durationMs: number): number {
  return Math.max(FEWEST_BARS, growingBarCount(durationMs))
}

/** The same for a growing sound, which begins with a single bar. */
export function growingBarCount(durationMs: number): number {
  return Math.min(MOST_BARS, Math.max(1, Math.round(durationMs / MS_PER_BAR)))
}

/**
 * The heights of the bars: each is the square root of the loudest value of its part of `peaks` (0 to 255), so that quiet speech is visible.
 * A sound without peaks is a flat line.
 */
export function barHeights(peaks: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * peaks.length) / count)
    const to = Math.max(from + 1, Math.floor(((i + 1) * peaks.length) / count))
    const loudest = Math.max(0, ...peaks.slice(from, to))
    return Math.max(LOWEST_BAR, Math.round(Math.sqrt(loudest / 255) * WAVEFORM_HEIGHT))
  })
}

/** The outline of all bars as one SVG path, centred on the middle line. */
export function barsPath(heights: readonly number[]): string {
  return heights
    .map((height, i) => `M${i * BAR_PITCH} ${(WAVEFORM_HEIGHT - height) / 2}h${BAR_WIDTH}v${height}h-${BAR_WIDTH}z`)
    .join('')
}

/** The position in a sound for a pointer at `x`, over a waveform that begins at `left` and is `width` wide, in the same pixels. */
export function placeOf(x: number, left: number, width: number, durationMs: number): number {
  if (width <= 0) return 0
  return Math.min(1, Math.max(0, (x - left) / width)) * durationMs
}

/** The position in a sound to which a key moves; null for a key that moves nothing. */
export function placeAfterKey(key: string, ms: number, durationMs: number): number | null {
  const step = durationMs > 60_000 ? 5000 : 1000
  const moved: Record<string, number> = {
    ArrowRight: ms + step,
    ArrowUp: ms + step,
    ArrowLeft: ms - step,
    ArrowDown: ms - step,
    PageUp: ms + 5 * step,
    PageDown: ms - 5 * step,
    Home: 0,
    End: durationMs,
  }
  const place = moved[key]
  return place === undefined ? null : Math.min(durationMs, Math.max(0, place))
}
