import { check } from './check.ts'
import type { Command } from './command.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { list } from './list.ts'
import { move } from './move.ts'
import { rebuild } from './rebuild.ts'
import { search } from './search.ts'
import { show } from './show.ts'

/** Everything that can be done with a library from a shell, in the order of the help. */
export const commands: readonly Command[] = [list, search, show, exportCommand, importCommand, check, move, rebuild]
