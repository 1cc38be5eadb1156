import type { Notice } from '../../../app/notices.ts'

/** What was found in the folders of a library that its index did not know, or told otherwise. */
export class Findings {
  /** Conversations that were added to the index. */
  added = 0
  /** Conversations of which the folder told more than the index, or something else. */
  followed = 0
  /** Sound files that were given their place again. */
  sounds = 0
  /** Sound files that rows named and that are gone. */
  missing = 0
  /** Recordings that became drafts. */
  drafts = 0
  /** Ids of conversations that are other than the index had them. */
  readonly conversationIds = new Set<string>()
  /** What could not be done. */
  readonly failures: Notice[] = []

  /** How many things the index did not know. */
  get changes(): number {
    return this.added + this.followed + this.sounds + this.missing + this.drafts
  }

  /** Adds what was found elsewhere. */
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
