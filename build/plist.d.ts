/** The two functions of `plist` (which electron-builder brings along) that packaging uses. */
declare module 'plist' {
  export function parse(xml: string): unknown
  export function build(value: object): string
}
