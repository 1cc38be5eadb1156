import { computed, signal } from '@preact/signals'
import type { ModelList } from '../../app/profiles/models.ts'
import { ownProfileId } from './conversation.ts'
import { status } from './main.ts'

const ownProfile = computed(() => status.value?.profiles.find(({ id }) => id === ownProfileId.value) ?? null)
/** The profile that answers in the open conversation. */
export const answering = computed(() => ownProfile.value ?? status.value?.endpoint ?? null)
/** Whether the open conversation has a profile of its own that is not there any more. */
export const isProfileGone = computed(() => status.value !== null && ownProfileId.value !== null && !ownProfile.value)
/** Whether the menu of profiles is open. */
export const isProfileMenuOpen = signal(false)
/** The profile that is being edited in the settings; null while all of them are shown. */
export const editedProfileId = signal<string | null>(null)
/** The profile that was removed last, which can be taken back. */
export const removedProfile = signal<{ profileId: string; name: string } | null>(null)
/** The models of a profile's server, as they were told last; null before anybody looked. */
export const modelList = signal<{ profileId: string; isAsking: boolean; list: ModelList } | null>(null)
