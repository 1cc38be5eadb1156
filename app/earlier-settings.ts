import { defaultPersona } from './personas/personas.ts'
import { newProfile } from './profiles/profiles.ts'

/** The profile that the one endpoint of earlier settings becomes, and that a key kept for it belongs to. */
export const EARLIER_PROFILE_ID = 'earlier'

/**
 * Brings settings of earlier Parleys into today's form; anything else is returned as it is. The one endpoint there was becomes a profile, and
 * its model and voice are kept for the environment's profile too. Whoever answered before still does. Instructions are left in place until a
 * persona is made of them.
 */
export function fromEarlierSettings(kept: unknown): unknown {
  const settings = withProfiles(kept)
  if (!isRecord(settings) || !('instructions' in settings)) return settings
  const { instructions, ...others } = settings
  return { ...others, earlierInstructions: instructions === defaultPersona.instructions ? null : instructions }
}

function withProfiles(kept: unknown): unknown {
  if (!isRecord(kept) || !isRecord(kept.endpoint) || 'profiles' in kept) return kept
  const { endpoint, ...others } = kept
  const { model = '', voice = 'marin', use = 'automatic', baseUrl = '', instructions } = endpoint
  const { model: transcriptionModel = '', ...transcription } = isRecord(kept.transcription) ? kept.transcription : {}
  const asked = { model, voice, transcriptionModel }
  const hasOwn = use === 'custom' || (typeof baseUrl === 'string' && baseUrl.trim() !== '')
  const address = hasOwn && String(baseUrl).trim() === '' ? 'https://api.openai.com/v1' : baseUrl
  return {
    ...others,
    transcription,
    fromEnvironment: asked,
    ...(instructions === undefined ? {} : { instructions }),
    profiles: hasOwn ? [{ ...newProfile(EARLIER_PROFILE_ID), ...asked, baseUrl: address }] : [],
    profileId: profileIdFor(use, hasOwn),
  }
}

/** `automatic` would choose the own profile: where there is one and another was meant, that one is named. */
function profileIdFor(use: unknown, hasOwn: boolean): string {
  if (use === 'practice') return 'practice'
  if (use === 'custom') return EARLIER_PROFILE_ID
  return use === 'environment' && hasOwn ? 'environment-openai' : ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
