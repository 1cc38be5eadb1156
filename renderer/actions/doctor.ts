import type { Checkup, CheckupPrice } from '../../app/profiles/doctor.ts'
import { listen, main } from '../main-process.ts'
import { attempt } from './attempt.ts'

/** What a checkup of a profile would cost, null while that is not known; and what came of the last one. */
export interface ProfileLook {
  price: CheckupPrice | null
  checkup: Checkup | null
}

/**
 * Follows what is found of a profile: as it is now, then whatever is announced. Returns the function that ends that. A profile that cannot
 * be used has nothing to show.
 */
export function followCheckup(profileId: string, show: (change: Partial<ProfileLook>) => void): () => void {
  let isFollowed = true
  const takeCheckup = ({ checkup }: { checkup: Checkup }) => {
    if (checkup.profileId === profileId) show({ checkup })
  }
  const stopListening = listen('doctorChanged', takeCheckup)
  const look = async () => {
    const found = await main.getCheckup({ profileId })
    if (isFollowed) show(found)
  }
  // Why it cannot be used is said where it is entered.
  void attempt(look, () => show({ price: null, checkup: null }))
  return () => {
    isFollowed = false
    stopListening()
  }
}

/** Begins to look through a profile. */
export async function startCheckup(profileId: string): Promise<void> {
  await attempt(() => main.startCheckup({ profileId }))
}

/** Stops looking through a profile; what was found stays. */
export async function stopCheckup(profileId: string): Promise<void> {
  await attempt(() => main.stopCheckup({ profileId }))
}
