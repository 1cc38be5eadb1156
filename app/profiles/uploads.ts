import * as v from 'valibot'

/** How a recording can go out while it is being made: the rungs of the ladder, downwards. */
export const uploadFormats = ['wav', 'mp3', 'mp3-small'] as const
/** How a recording can go out while it is being made. */
export type UploadFormat = (typeof uploadFormats)[number]

/** How much there is of a recording as MP3, in kbit/s: of speech at 24 kHz mono nothing is missed at 64, and all is understood at 32. */
export type Mp3Rate = 64 | 32

/** The rate of each format; null: it is WAV. */
export const mp3Rates: Record<UploadFormat, Mp3Rate | null> = { wav: null, mp3: 64, 'mp3-small': 32 }

/** How a profile wants recordings to be sent: in a format, while they are made where that is taken; `whole`: as WAV, not before they are whole. */
export const uploadWishes = [...uploadFormats, 'whole'] as const
/** How a profile wants recordings to be sent. */
export type UploadWish = (typeof uploadWishes)[number]

/** Why a server does not get recordings while they are made. */
export const uploadObstacles = [
  /** It wants to know how long a request is before it comes (411, 501). */
  'length-required',
  /** It, or a proxy before it, takes no request of that size (413). */
  'too-large',
  /** It found fault with what it then took as a whole. */
  'refused',
  /** It failed, or ended the connection, before the recording was whole. */
  'broke-off',
  /** It stopped reading. */
  'stalled',
  /** The network takes less than is spoken. */
  'slow',
] as const
/** Why a server does not get recordings while they are made. */
export type UploadObstacle = (typeof uploadObstacles)[number]

const Came = v.optional(v.nullable(v.picklist(['taken', ...uploadObstacles])), null)
/** What came of sending recordings while they were made, by format; null where that was not tried. */
export const UploadsSchema = v.object({
  wav: Came,
  mp3: Came,
  'mp3-small': Came,
  /** How long one may be that goes out like that: longer ones were cut off. */
  longestMs: v.optional(v.nullable(v.number()), null),
  /** Recordings in a row that broke off although others had been taken. */
  broken: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  /** When something last hindered them (ms since 1970). */
  hinderedAt: v.optional(v.number(), 0),
})
/** What came of sending recordings while they were made. */
export type Uploads = v.InferOutput<typeof UploadsSchema>

/** Nothing was tried yet. */
export const nothingTried: Uploads = v.parse(UploadsSchema, {})

/** What one recording that was sent while it was made has shown. */
export interface UploadLesson {
  format: UploadFormat
  came: 'taken' | UploadObstacle
  /** How long it may be, where it was taken until it was cut off. */
  longestMs?: number
}

/** The obstacles that the rung below may get past: MP3 has a sixth of the bytes and no length in it, and the small one half of those. */
const passedBelow: Record<UploadFormat, readonly UploadObstacle[]> = {
  wav: ['too-large', 'refused', 'slow'],
  mp3: ['too-large', 'slow'],
  'mp3-small': [],
}

/** A recording that is taken for this long is taken: what cuts it off then is a limit of time (such as gunicorn's, 30 s). */
const LASTING_MS = 10_000
/** What is surely within such a limit. */
const WITHIN = 0.8

/** What a recording has shown that was cut off, or not taken any more, after it had been under way for so long. */
export function cutOff(format: UploadFormat, came: UploadObstacle, lastedMs: number): UploadLesson {
  const isByTime = (came === 'broke-off' || came === 'stalled') && lastedMs >= LASTING_MS
  return isByTime ? { format, came: 'taken', longestMs: Math.floor(lastedMs * WITHIN) } : { format, came }
}

/** Once may be the network: where recordings were taken, this many in a row that were not are the server's doing. */
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
 * The ladder of uploads while somebody speaks: as WAV, as MP3, as a small MP3, or, null, only when the recording is whole.
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

/** How a recording goes that is sent when it is whole: as the profile wishes, and smaller where the network takes less than that. */
export function wholeUpload(wish: UploadWish, uploads: Pick<Uploads, UploadFormat> | null): UploadFormat {
  if (wish === 'whole') return 'wav'
  let format: UploadFormat = wish
  for (let below = rungBelow(format); below && uploads?.[format] === 'slow'; below = rungBelow(format)) {
    if (uploads[below] === 'refused') break
    format = below
  }
  return format
}

/** The next smaller format; null below the smallest. */
export function rungBelow(format: UploadFormat): UploadFormat | null {
  return uploadFormats[uploadFormats.indexOf(format) + 1] ?? null
}

/** What still counts of it: what hindered is tried again after `forMs`, what was taken stays. */
export function uploadsInForce(uploads: Uploads, now: number, forMs: number): Uploads {
  const { hinderedAt } = uploads
  if (now >= hinderedAt && now - hinderedAt < forMs) return uploads
  const inForce = { ...uploads, longestMs: null }
  for (const format of uploadFormats) if (inForce[format] !== 'taken') inForce[format] = null
  return inForce
}
