import * as v from 'valibot'

/** The formats in which a recording can be sent while it is being made, from the largest to the smallest. */
export const uploadFormats = ['wav', 'mp3', 'mp3-small'] as const
/** A format in which a recording can be sent while it is being made. */
export type UploadFormat = (typeof uploadFormats)[number]

/**
 * The bit rates of a recording as MP3, in kbit/s: with speech at 24 kHz mono, 64 loses nothing audible, and at 32 everything can be
 * understood.
 */
export type Mp3Rate = 64 | 32

/** The bit rate of each format; null: it is WAV. */
export const mp3Rates: Record<UploadFormat, Mp3Rate | null> = { wav: null, mp3: 64, 'mp3-small': 32 }

/**
 * How a profile wants recordings to be sent: in a format, while they are being made if the server accepts that; `whole`: as WAV, once they
 * are whole.
 */
export const uploadWishes = [...uploadFormats, 'whole'] as const
/** How a profile wants recordings to be sent. */
export type UploadWish = (typeof uploadWishes)[number]

/** Why a server gets no recordings while they are being made. */
export const uploadObstacles = [
  /** It wants to know a request's length beforehand (411, 501). */
  'length-required',
  /** It, or a proxy before it, accepts no request of that size (413). */
  'too-large',
  /** It rejected a request that it then accepted as a whole. */
  'refused',
  /** It failed, or closed the connection, before the recording was whole. */
  'broke-off',
  /** It stopped reading. */
  'stalled',
  /** The network is slower than speech. */
  'slow',
] as const
/** Why a server gets no recordings while they are being made. */
export type UploadObstacle = (typeof uploadObstacles)[number]

const Came = v.optional(v.nullable(v.picklist(['taken', ...uploadObstacles])), null)
/** The results of sending recordings while they were being made, by format; null for what was not tried. */
export const UploadsSchema = v.object({
  wav: Came,
  mp3: Came,
  'mp3-small': Came,
  /** How long a recording sent in this way may be: longer ones were cut off. */
  longestMs: v.optional(v.nullable(v.number()), null),
  /** How many recordings in a row broke off although earlier ones were accepted. */
  broken: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  /** When something last prevented it (ms since 1970). */
  hinderedAt: v.optional(v.number(), 0),
})
/** The results of sending recordings while they were being made. */
export type Uploads = v.InferOutput<typeof UploadsSchema>

/** Nothing was tried yet. */
export const nothingTried: Uploads = v.parse(UploadsSchema, {})

/** What one recording that was sent while it was being made has shown. */
export interface UploadLesson {
  format: UploadFormat
  came: 'taken' | UploadObstacle
  /** How long it may be, if it was accepted until it was cut off. */
  longestMs?: number
}

/**
 * The obstacles that the next smaller format may get past: MP3 has a sixth of the bytes and no length in it, and the small MP3 half of
 * those.
 */
const passedBelow: Record<UploadFormat, readonly UploadObstacle[]> = {
  wav: ['too-large', 'refused', 'slow'],
  mp3: ['too-large', 'slow'],
  'mp3-small': [],
}

/** A recording accepted for this long counts as accepted. What cuts it off later is a time limit (such as gunicorn's 30 s). */
const LASTING_MS = 10_000
/** A length that is surely within such a limit. */
const WITHIN = 0.8

/** What a recording has shown that was cut off, or no longer accepted, after it had been under way for so long. */
export function cutOff(format: UploadFormat, came: UploadObstacle, lastedMs: number): UploadLesson {
  const isByTime = (came === 'broke-off' || came === 'stalled') && lastedMs >= LASTING_MS
  return isByTime ? { format, came: 'taken', longestMs: Math.floor(lastedMs * WITHIN) } : { format, came }
}

/** Once may be the network. This many failures in a row, after recordings were accepted, are the server's doing. */
const OFTEN = 2

/** Adds what a recording has shown. */
export function learnUpload(uploads: Uploads, { format, came, longestMs }: UploadLesson, now: number): Uploads {
  const isBreak = came === 'broke-off' || came === 'stalled'
  const broken = isBreak ? uploads.broken + 1 : 0
  if (isBreak && uploads[format] === 'taken' && broken < OFTEN) return { ...uploads, broken }
  const isHindered = came !== 'taken' || longestMs !== undefined
  const hinderedAt = isHindered ? now : uploads.hinderedAt
  return { ...uploads, [format]: came, ...(longestMs === undefined ? {} : { longestMs }), broken, hinderedAt }
}

/**
 * How a recording is sent while somebody speaks: as WAV, as MP3, as a small MP3, or, null, only once it is whole.
 * @param wish how the profile wants recordings to be sent
 */
export function spokenUpload(wish: UploadWish, uploads: Pick<Uploads, UploadFormat> | null): UploadFormat | null {
  let format = wish === 'whole' ? null : wish
  while (format !== null) {
    const came: Uploads[UploadFormat] = uploads?.[format] ?? null
    if (came === null || came === 'taken') return format
    format = passedBelow[format].includes(came) ? rungBelow(format) : null
  }
  return null
}

/** How a whole recording is sent: as the profile wishes, or smaller if the network is slower than that. */
export function wholeUpload(wish: UploadWish, uploads: Pick<Uploads, UploadFormat> | null): UploadFormat {
  if (wish === 'whole') return 'wav'
  let format: UploadFormat = wish
  for (let below = rungBelow(format); below && uploads?.[format] === 'slow'; below = rungBelow(format)) {
    if (uploads[below] === 'refused') break
    format = below
  }
  return format
}

/** The next smaller format; null after the smallest. */
export function rungBelow(format: UploadFormat): UploadFormat | null {
  return uploadFormats[uploadFormats.indexOf(format) + 1] ?? null
}

/** The part of it that still counts: obstacles are tried again after `forMs`, successes stay. */
export function uploadsInForce(uploads: Uploads, now: number, forMs: number): Uploads {
  const { hinderedAt } = uploads
  if (now >= hinderedAt && now - hinderedAt < forMs) return uploads
  const inForce = { ...uploads, longestMs: null }
  for (const format of uploadFormats) if (inForce[format] !== 'taken') inForce[format] = null
  return inForce
}
