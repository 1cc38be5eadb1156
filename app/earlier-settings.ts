import { defaultPersona } from './personas/personas.ts'
import { newProfile } from './profiles/profiles.ts'

/** The id of the profile that the single endpoint of earlier settings becomes, and to which its key belongs. */
export const EARLIER_PROFILE_ID = 'earlier'

/**
 * Converts settings of earlier Parleys to the present form; anything else is returned unchanged. The single endpoint becomes a profile, and
 * its model and voice are also used for the environment's profile. The same server answers as before. Instructions stay in place until they
 * become a persona.
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

/** `automatic` would choose the user's profile, so if another one was meant, it is named. */
function profileIdFor(use: unknown, hasOwn: boolean): string {
  if (use === 'practice') return 'practice'
  if (use === 'custom') return EARLIER_PROFILE_ID
  return use === 'environment' && hasOwn ? 'environment-openai' : ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
