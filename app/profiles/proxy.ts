import * as v from 'valibot'

/** How servers on the internet are reached: straight, as the environment says (`HTTPS_PROXY`, `NO_PROXY`), or through an address of the user's. */
const proxyModes = ['environment', 'address', 'none'] as const

/** Which proxy is used. Never holds a name or a password: those are in the environment alone. */
export const ProxySchema = v.object({
  mode: v.optional(v.picklist(proxyModes), 'environment'),
  /** Such as `proxy.example:3128`; counts in the mode `address` alone. */
  address: v.optional(v.pipe(v.string(), v.maxLength(300), v.regex(/^[^@]*$/)), ''),
})
/** Which proxy is used. */
export type ProxyChoice = v.InferOutput<typeof ProxySchema>

/** What is wrong with a typed address. */
export type ProxyFault = 'no-address' | 'has-password'

const address = /^(?:https?:\/\/)?(?:\[[\da-f:.]+\]|[\w-]+(?:\.[\w-]+)*\.?)(?::\d{1,5})?\/?$/i

/** What is wrong with an address as the user types it; null when it can be used. */
export function proxyFault(text: string): ProxyFault | null {
  if (text.includes('@')) return 'has-password'
  return address.test(text.trim()) ? null : 'no-address'
}
