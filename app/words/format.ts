import { spokenLocale } from './catalogue.ts'
import { formatMoment, formatNumber, formatParts } from './platform-formats.ts'

const MINUTE_S = 60
const HOUR_S = 3600
const LEAST_USD_DIGITS = 4
const LEAST_USD = 0.0001

/** A length or position of sound as a clock shows it, such as `0:07`, `12:03` or `1:02:03`; parts of a second are cut off. */
export function formatDuration(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / HOUR_S)
  const minutes = Math.floor((seconds % HOUR_S) / MINUTE_S)
  const rest = `${two(seconds % MINUTE_S)}`
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}

/** A length as a sentence or a screen reader says it, such as `7 seconds` or `1 minute 5 seconds`. */
export function sayDuration(ms: number, locale?: string): string {
  const seconds = Math.round(Math.max(0, ms) / 1000)
  const say = (value: number, unit: string) => formatNumber(value, { style: 'unit', unit, unitDisplay: 'long' }, locale)
  const minutes = Math.floor(seconds / MINUTE_S)
  if (minutes === 0) return say(seconds, 'second')
  const rest = seconds % MINUTE_S
  return rest === 0 ? say(minutes, 'minute') : formatParts([say(minutes, 'minute'), say(rest, 'second')], locale)
}

/** A short length with tenths, such as `1.2 s`. */
export function formatSeconds(ms: number, locale?: string): string {
  const options = { style: 'unit', unit: 'second', maximumFractionDigits: 1 } as const
  return formatNumber(ms / 1000, { ...options, unitDisplay: 'narrow' }, locale)
}

/** How long something took, in seconds with tenths, such as `0.8 s`: the unit is written alike in all languages (SI). */
export function formatTook(ms: number, locale?: string): string {
  const tenths = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  return `${formatNumber(ms / 1000, tenths, locale)} s`
}

/** The same exactly, such as `812 ms`. */
export function formatMilliseconds(ms: number, locale?: string): string {
  return formatNumber(Math.round(ms), { style: 'unit', unit: 'millisecond', unitDisplay: 'short' }, locale)
}

/** A number as one types it into a field, such as `2.5`, in the spelling of the language; nothing for none. */
export function formatAsTyped(value: number | null, locale?: string): string {
  return value === null ? '' : formatNumber(value, { useGrouping: false, maximumFractionDigits: 10 }, locale)
}

/** The time of day, such as `15:04`. */
export function formatTime(at: number, locale?: string): string {
  return formatMoment(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, locale)
}

/** Date and time in full, such as `23 November 2026 at 15:04`. */
export function formatDateAndTime(at: number, locale?: string): string {
  return formatMoment(at, { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' }, locale)
}

/** The date in full, such as `23 November 2026`. */
export function formatDate(at: number, locale?: string): string {
  return formatMoment(at, { dateStyle: 'long' }, locale)
}

/** A day such as `2027-01-20` as a date in full, the same day wherever one is. */
export function formatDateOf(day: string, locale?: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return formatDate(new Date(year, month - 1, date).getTime(), locale)
}

/** A month such as `2026-11`, with its year: `November 2026`. */
export function formatMonth(month: string, locale?: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return formatMoment(new Date(year, number - 1).getTime(), { month: 'long', year: 'numeric' }, locale)
}

/** Date and time as a file name holds them on every system, such as `2026-11-23 15.04`, in local time. */
export function formatForFileName(at: number): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}.${two(date.getMinutes())}`
}

/** The day something happened as a list heading: Today, Yesterday, a weekday of the last week, else the date. */
export function formatDay(at: number, now: number, locale = spokenLocale()): string {
  const daysAgo = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000)
  if (daysAgo === 0 || daysAgo === 1) {
    const name = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-daysAgo, 'day')
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
  }
  if (daysAgo > 1 && daysAgo < 7) return formatMoment(at, { weekday: 'long' }, locale)
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  const options = { day: 'numeric', month: 'long', ...(isThisYear ? {} : { year: 'numeric' as const }) } as const
  return formatMoment(at, options, locale)
}

/** A size on the disk, such as `3.4 MB`. */
export function formatBytes(bytes: number, locale?: string): string {
  const options = { style: 'unit', unitDisplay: 'short' } as const
  if (bytes < 1_000_000) {
    const kilobytes = bytes === 0 ? 0 : Math.max(1, Math.round(bytes / 1000))
    return formatNumber(kilobytes, { ...options, unit: 'kilobyte' }, locale)
  }
  const [unit, divisor] = bytes < 1_000_000_000 ? (['megabyte', 1e6] as const) : (['gigabyte', 1e9] as const)
  return formatNumber(bytes / divisor, { ...options, unit, maximumFractionDigits: 1 }, locale)
}

/** US dollars, such as `$0.011` or `$12.30`: two digits that say something, cents from ten of them on; less than `$0.0001` is that. */
export function formatUsd(usd: number, locale?: string): string {
  const shown = usd === 0 ? 0 : Math.max(usd, LEAST_USD)
  const digits = shown === 0 || shown >= 0.1 ? 2 : Math.min(LEAST_USD_DIGITS, 1 - Math.floor(Math.log10(shown)))
  const fractions = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  const dollars = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const
  const amount = formatNumber(shown, { ...dollars, ...fractions }, locale)
  return usd < shown ? `< ${amount}` : amount
}

/** Local midnight before `at`, in milliseconds since 1970. Days may have 23 and 25 hours. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
