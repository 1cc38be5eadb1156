/** The most characters of a title in the name of a file. */
const TITLE_LENGTH = 50

/** The local day, as file names have it. */
export function exportDay(now: number): string {
  const date = new Date(now)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** A file name that every system accepts, whatever the title is: letters and their marks, digits, spaces and a few signs. */
export function exportFileName(now: number, title: string, ending: 'zip' | 'wav'): string {
  const plain = title.replace(/[^\p{L}\p{M}\p{N} ,'_-]/gu, ' ').replace(/\s+/gu, ' ')
  const cut = [...plain.trim()].slice(0, TITLE_LENGTH).join('').trim()
  return `Parley ${exportDay(now)}${cut === '' ? '' : ` ${cut}`}.${ending}`
}
