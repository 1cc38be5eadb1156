import type { Progress } from '../progress.ts'

/** An option of a command: one that is there or not, or one with a value. */
export interface Option {
  /** Without the dashes. */
  name: string
  /** What stands for its value in the help, such as `PLACE`; null for one without a value. */
  value: string | null
  summary: string
  /** Whether it may be given several times; others only once. */
  isRepeatable?: true
}

/** One thing that can be done with a library from a shell. */
export interface Command {
  name: string
  /** What follows the name, in words for the help, such as `ID`; empty for nothing. */
  operands: string
  /** How few and how many operands there may be. */
  count: { min: number; max: number }
  /** What it does, as one line of the help. */
  summary: string
  /** Its own options; `--data`, `--json` and `--help` belong to all. */
  options: readonly Option[]
  /** Does it. False when it was done and the answer is no, or something is left to do. Throws Misuse and AppError. */
  run(call: Call, surroundings: Surroundings): Promise<boolean>
}

/** What a command was called with. */
export interface Call {
  operands: readonly string[]
  /** Values of the command's own options, in the order they were given; an empty string for an option without a value. */
  values: ReadonlyMap<string, readonly string[]>
  /** Absolute path of the data folder. */
  folder: string
  /** Whether one JSON value goes to stdout in place of words. */
  printsJson: boolean
}

/** Where a command reads from and writes to. */
export interface Surroundings {
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  /** The line on a terminal that says how far it is. */
  progress: Progress
  /** Aborted to stop. */
  signal: AbortSignal
}
