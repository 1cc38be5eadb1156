/** What is used of the Trusted Types API (W3C), which TypeScript's library lacks. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(url: string): unknown }
}

/**
 * The content security policy lets no text be the address of a worker. This makes the one exception: it can be called once in the life
 * of a page, for one address.
 */
export function trustedUrl(url: string): unknown {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  return trustedTypes?.createPolicy('socket-worker', { createScriptURL: () => url }).createScriptURL(url) ?? url
}
