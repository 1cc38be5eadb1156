import { spokenLocale } from './catalogue.ts'

const numberFormats = new Map<string, Intl.NumberFormat>()
const dateFormats = new Map<string, Intl.DateTimeFormat>()
const pluralRules = new Map<string, Intl.PluralRules>()

/** A number as the platform writes it. Its formatter is made once: making one takes longer than a hundred numbers. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions, locale = spokenLocale()): string {
  const make = () => new Intl.NumberFormat(locale, options)
  const written = madeOnce(numberFormats, [locale, options], make).format(value)
  // Some languages leave no room before some units; the window does before all.
  return options.style === 'unit' ? written.replace(/(\d)(?=\p{L})/u, '$1 ') : written
}

/** A moment (ms since 1970) as the platform writes it, in local time wherever the computer has been taken meanwhile. */
export function formatMoment(at: number, options: Intl.DateTimeFormatOptions, locale = spokenLocale()): string {
  // A formatter keeps the time zone it was made in, so it is given a clock of UTC that shows what the local one does.
  const make = () => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  return madeOnce(dateFormats, [locale, options], make).format(at - new Date(at).getTimezoneOffset() * 60_000)
}

/** Whether a number takes its noun in the singular, where a language has two forms of it. */
export function isSingular(value: number, locale = spokenLocale()): boolean {
  return madeOnce(pluralRules, [locale], () => new Intl.PluralRules(locale)).select(value) === 'one'
}

/** Parts of one measure after each other, such as minutes and seconds, as the platform puts them together. */
export function formatParts(parts: readonly string[], locale = spokenLocale()): string {
  return new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' }).format(parts)
}

function madeOnce<Format>(made: Map<string, Format>, from: object, make: () => Format): Format {
  const key = JSON.stringify(from)
  const format = made.get(key) ?? make()
  made.set(key, format)
  return format
}
