const numberFormats = new Map<string, Intl.NumberFormat>()
const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** A number as the platform writes it. Its formatter is made once: making one takes longer than a hundred numbers. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions, locale?: string): string {
  const make = () => new Intl.NumberFormat(locale, options)
  return madeOnce(numberFormats, [locale, options], make).format(value)
}

/** A moment (ms since 1970) as the platform writes it, in local time wherever the computer has been taken meanwhile. */
export function formatMoment(at: number, options: Intl.DateTimeFormatOptions, locale?: string): string {
  // A formatter keeps the time zone it was made in, so it is given a clock of UTC that shows what the local one does.
  const make = () => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  return madeOnce(dateFormats, [locale, options], make).format(at - new Date(at).getTimezoneOffset() * 60_000)
}

function madeOnce<Format>(made: Map<string, Format>, from: object, make: () => Format): Format {
  const key = JSON.stringify(from)
  const format = made.get(key) ?? make()
  made.set(key, format)
  return format
}
