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
  /** What could not be done, a sentence each. */
  readonly failures = new Set<string>()

  /** Adds what was found elsewhere. */
  add(other: Findings): void {
    this.added += other.added
    this.followed += other.followed
    this.sounds += other.sounds
    this.missing += other.missing
    this.drafts += other.drafts
    for (const failure of other.failures) this.failures.add(failure)
  }
}
