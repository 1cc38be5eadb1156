import * as v from 'valibot'

/** How a recording can go out while it is being made. */
export const uploadFormats = ['wav', 'mp3'] as const
/** How a recording can go out while it is being made. */
export type UploadFormat = (typeof uploadFormats)[number]

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
export const UploadsSchema = v.object({ wav: Came, mp3: Came })
/** What came of sending recordings while they were made. */
export type Uploads = v.InferOutput<typeof UploadsSchema>

/** What one recording that was sent while it was made has shown. */
export interface UploadLesson {
  format: UploadFormat
  came: 'taken' | UploadObstacle
}

/** Obstacles that a sixth of the bytes, in a format without a length, may get past. */
const helpedByMp3: readonly UploadObstacle[] = ['too-large', 'refused', 'slow']

/**
 * The ladder of uploads: as WAV, as MP3, or, null, only when the recording is whole.
 * @param wish how the profile wants recordings to be sent
 */
export function spokenUpload(wish: UploadFormat, uploads: Uploads | null): UploadFormat | null {
  const wav = uploads?.wav ?? null
  const mp3 = uploads?.mp3 ?? null
  if (wish === 'wav' && (wav === null || wav === 'taken')) return 'wav'
  const isMp3Wanted = wish === 'mp3' || (wav !== null && wav !== 'taken' && helpedByMp3.includes(wav))
  return isMp3Wanted && (mp3 === null || mp3 === 'taken') ? 'mp3' : null
}

/** The same without what hindered: only what was taken is known for good. */
export function withoutObstacles({ wav, mp3 }: Uploads): Uploads {
  return { wav: wav === 'taken' ? wav : null, mp3: mp3 === 'taken' ? mp3 : null }
}
