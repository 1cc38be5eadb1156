import * as v from 'valibot'

/**
 * How servers on the internet are reached: directly, as the environment says (`HTTPS_PROXY`, `NO_PROXY`), or through an address that the
 * user gives.
 */
const proxyModes = ['environment', 'address', 'none'] as const

/** Which proxy is used. Never contains a user name or password: those are only in the environment. */
export const ProxySchema = v.object({
  mode: v.optional(v.picklist(proxyModes), 'environment'),
  /** Such as `proxy.example:3128`; used only in the mode `address`. */
  address: v.optional(v.pipe(v.string(), v.maxLength(300), v.regex(/^[^@]*$/)), ''),
})
/** Which proxy is used. */
export type ProxyChoice = v.InferOutput<typeof ProxySchema>

/** What is wrong with a typed address. */
export type ProxyFault = 'no-address' | 'has-password'

const address = /^(?:https?:\/\/)?(?:\[[\da-f:.]+\]|[\w-]+(?:\.[\w-]+)*\.?)(?::\d{1,5})?\/?$/i

/** What is wrong with a typed address; null when it can be used. */
export function proxyFault(text: string): ProxyFault | null {
  if (text.includes('@')) return 'has-password'
  return address.test(text.trim()) ? null : 'no-address'
}
