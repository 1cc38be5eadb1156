/** The checks of a profile, in the order in which each needs the ones before it. */
export const checkNames = [
  'reachable',
  'encrypted',
  'answers',
  'key',
  'model',
  'hears',
  'uploads',
  'speaks',
  'streams',
  'transcript',
  'usage',
  'audioIds',
  'transcription',
] as const
/** One check. */
export type CheckName = (typeof checkNames)[number]
