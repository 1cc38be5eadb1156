/** Whether this is `npm run test:thorough`. */
export const isThorough = import.meta.env.MODE === 'thorough'

/**
 * How often a test tries what has too many cases to try them all each time: `usually` in `npm test`, `thoroughly` in
 * `npm run test:thorough`.
 */
export function timesTried(usually: number, thoroughly: number): number {
  return isThorough ? thoroughly : usually
}
