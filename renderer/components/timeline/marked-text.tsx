import type { Match } from '../../../app/search/search-matches.ts'

/** Text with search matches marked. */
export function MarkedText({ text, marks }: { text: string; marks: readonly Match[] }) {
  return (
    <>
      {marks.map(({ start, end }, i) => (
        <span key={start}>
          {text.slice(marks[i - 1]?.end ?? 0, start)}
          <mark>{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(marks.at(-1)?.end ?? 0)}
    </>
  )
}
