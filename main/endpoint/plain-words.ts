/** Control characters but for tabs and line ends. */
const unsayable = /[^\P{Cc}\t\n]/gu

/** What a server wrote, without what can be neither read nor said and may steer the terminal that it is printed on. */
export function plainWords(text: string): string {
  return text.replace(unsayable, '')
}
