import type { Notice } from '../../../app/notices.ts'

/** Where the folders of a library differed from its index. */
export class Findings {
  /** Conversations that were added to the index. */
  added = 0
  /** Conversations whose folder said more than the index, or something else. */
  followed = 0
  /** Sound files that were given back their place. */
  sounds = 0
  /** Sound files that are named in rows but gone. */
  missing = 0
  /** Recordings that became drafts. */
  drafts = 0
  /** Ids of conversations that were changed in the index. */
  readonly conversationIds = new Set<string>()
  /** What could not be done. */
  readonly failures: Notice[] = []

  /** How many things were missing in the index. */
  get changes(): number {
    return this.added + this.followed + this.sounds + this.missing + this.drafts
  }

  /** Adds findings from elsewhere. */
  add(other: Findings): void {
    this.added += other.added
    this.followed += other.followed
    this.sounds += other.sounds
    this.missing += other.missing
    this.drafts += other.drafts
    for (const id of other.conversationIds) this.conversationIds.add(id)
    for (const failure of other.failures) this.failures.push(failure)
  }
}
