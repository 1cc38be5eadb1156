import { checkLibrary } from '../../main/library/check/check.ts'

/** What checking finds wrong with a library that nobody has open, a line each. */
export async function checkFindings(folder: string): Promise<string[]> {
  const findings: string[] = []
  for await (const { file, sentence } of checkLibrary(folder)) findings.push(`${file}: ${sentence}`)
  return findings
}
