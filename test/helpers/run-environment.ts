/**
 * Gives all tests the same surroundings, whoever runs them and wherever: what processes print has no colours, and days are those of
 * UTC. Tests that are about other time zones say which.
 */
export function setup(): void {
  // Node warns of one beside the other, and colours numbers.
  delete process.env.FORCE_COLOR
  process.env.TZ = 'UTC'
}
