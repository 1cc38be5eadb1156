/**
 * Gives all tests the same environment, whoever runs them: processes print without colours, and days are in UTC. Tests about other time
 * zones set them.
 */
export function setup(): void {
  // Node warns of one beside the other, and colours numbers.
  delete process.env.FORCE_COLOR
  process.env.TZ = 'UTC'
}
