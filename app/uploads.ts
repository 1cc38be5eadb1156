import * as v from 'valibot'

/** How a recording can go out while it is being made. */
export const uploadFormats = ['wav', 'mp3'] as const
/** How a recording can go out while it is being made. */
export type UploadFormat = (typeof uploadFormats)[number]

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
  /** How long one may be that goes out like that: longer ones were cut off. */
  longestMs: v.optional(v.nullable(v.number()), null),
  /** Recordings in a row that broke off although others had been taken. */
  broken: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  /** When something last hindered them (ms since 1970). */
  hinderedAt: v.optional(v.number(), 0),
})
/** What came of sending recordings while they were made. */
export type Uploads = v.InferOutput<typeof UploadsSchema>

/** What one recording that was sent while it was made has shown. */
export interface UploadLesson {
  format: UploadFormat
  came: 'taken' | UploadObstacle
  /** How long it may be, where it was taken until it was cut off. */
  longestMs?: number
}

/** Obstacles that a sixth of the bytes, in a format without a length, may get past. */
const helpedByMp3: readonly UploadObstacle[] = ['too-large', 'refused', 'slow']

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
 * The ladder of uploads: as WAV, as MP3, or, null, only when the recording is whole.
 * @param wish how the profile wants recordings to be sent
 */
export function spokenUpload(wish: UploadWish, uploads: Pick<Uploads, UploadFormat> | null): UploadFormat | null {
  const wav = uploads?.wav ?? null
  const mp3 = uploads?.mp3 ?? null
  if (wish === 'wav' && (wav === null || wav === 'taken')) return 'wav'
  const isMp3Wanted = wish === 'mp3' || (wav !== null && wav !== 'taken' && helpedByMp3.includes(wav))
  return isMp3Wanted && (mp3 === null || mp3 === 'taken') ? 'mp3' : null
}

/** What still counts of it: what hindered is tried again after `forMs`, what was taken stays. */
export function uploadsInForce(uploads: Uploads, now: number, forMs: number): Uploads {
  const { wav, mp3, hinderedAt } = uploads
  if (now >= hinderedAt && now - hinderedAt < forMs) return uploads
  const taken = { wav: wav === 'taken' ? wav : null, mp3: mp3 === 'taken' ? mp3 : null }
  return { ...uploads, ...taken, longestMs: null }
}
