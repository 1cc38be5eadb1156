/** What is looked at of a profile, in the order in which each needs those before it. */
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
/** One thing that is looked at. */
export type CheckName = (typeof checkNames)[number]
