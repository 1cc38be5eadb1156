import { describe, expect, test } from 'vitest'
import {
  formatAsTyped,
  formatBytes,
  formatDate,
  formatDay,
  formatDuration,
  formatForFileName,
  formatSeconds,
  formatTime,
  formatUsd,
  sayDuration,
} from '../../../app/words/format.ts'

const locale = 'en-GB'

describe('durations', () => {
  test('are shown as a clock shows them', () => {
    const shown = [0, 999, 7400, 59_999, 60_000, 723_000, 3_723_000].map(formatDuration)
    expect(shown).toEqual(['0:00', '0:00', '0:07', '0:59', '1:00', '12:03', '1:02:03'])
  })

  test('never go below nothing', () => {
    expect(formatDuration(-300)).toBe('0:00')
  })

  test('are said in words with the right plural', () => {
    const said = [1000, 7400, 60_000, 65_000, 121_000].map(ms => sayDuration(ms, locale))
    expect(said).toEqual(['1 second', '7 seconds', '1 minute', '1 minute 5 seconds', '2 minutes 1 second'])
    expect(sayDuration(7400, 'zh-CN')).toBe('7 秒钟')
  })

  test('of a moment keep their tenths', () => {
    expect(formatSeconds(1234, locale)).toBe('1.2 s')
  })

  test('leave room before their unit in every language', () => {
    const said = ['en', 'de-DE', 'pt-BR', 'zh-CN', 'ja-JP'].map(one =>
      formatSeconds(1234, one).replaceAll('\u00a0', ' '),
    )
    expect(said).toEqual(['1.2 s', '1,2 Sek.', '1,2 s', '1.2 秒', '1.2 s'])
  })
})

describe('moments', () => {
  const now = new Date(2026, 10, 23, 9, 30).getTime()
  const daysBefore = (days: number) => new Date(2026, 10, 23 - days, 23, 59).getTime()

  test('of the last week are named by day, older ones by date', () => {
    const named = [0, 1, 2, 6, 7, 400].map(days => formatDay(daysBefore(days), now, locale))
    expect(named).toEqual(['Today', 'Yesterday', 'Saturday', 'Tuesday', '16 November', '19 October 2025'])
  })

  test('show the whole date', () => {
    expect(formatDate(now, locale)).toBe('23 November 2026')
  })

  test('show hours and minutes', () => {
    expect(formatTime(new Date(2026, 10, 23, 15, 4).getTime(), locale)).toBe('15:04')
    expect(formatTime(new Date(2026, 10, 23, 0, 4).getTime(), locale)).toBe('00:04')
  })

  test('are shown in local time, wherever the computer is taken', () => {
    const shownIn = (timeZone: string) => {
      process.env.TZ = timeZone
      return [formatTime(Date.UTC(2026, 10, 23, 20, 4), locale), formatDate(Date.UTC(2026, 10, 23, 20, 4), locale)]
    }
    const { TZ } = process.env
    const shown = ['Europe/Berlin', 'Asia/Tokyo', 'America/St_Johns'].map(shownIn)
    if (TZ === undefined) delete process.env.TZ
    else process.env.TZ = TZ
    expect(shown).toEqual([
      ['21:04', '23 November 2026'],
      ['05:04', '24 November 2026'],
      ['16:34', '23 November 2026'],
    ])
  })

  test('make file names without characters that a system refuses', () => {
    expect(formatForFileName(new Date(2026, 0, 3, 5, 4).getTime())).toBe('2026-01-03 05.04')
  })
})

test('sizes are shown in kilobytes until they are megabytes', () => {
  const sizes = [0, 10, 48_000, 999_499, 3_400_000, 209_715_200, 12_345_678_901]
  const shown = sizes.map(bytes => formatBytes(bytes, locale))
  expect(shown).toEqual(['0 kB', '1 kB', '48 kB', '999 kB', '3.4 MB', '209.7 MB', '12.3 GB'])
})

test('numbers in fields are spelled as the language spells them, without anything between thousands', () => {
  const typed = (locale: string) => [0.5, 1234.25, 0.0000005].map(value => formatAsTyped(value, locale))
  expect(typed('en')).toEqual(['0.5', '1234.25', '0.0000005'])
  expect(typed('de')).toEqual(['0,5', '1234,25', '0,0000005'])
  expect(formatAsTyped(null)).toBe('')
})

test('dollars are shown to two digits that say something, cents from ten of them on', () => {
  const shown = [0, 0.000001, 0.0001, 0.00123, 0.0112, 0.0999, 0.1, 1.005, 12.3, 1234.5].map(usd =>
    formatUsd(usd, locale),
  )
  expect(shown).toEqual([
    ...['$0.00', '< $0.0001', '$0.0001', '$0.0012', '$0.011', '$0.100', '$0.10', '$1.01', '$12.30', '$1,234.50'],
  ])
})
