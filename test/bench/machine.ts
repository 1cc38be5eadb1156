import { arch, cpus, platform, totalmem } from 'node:os'

/** What the numbers were measured on. */
export interface Machine {
  processor: string
  cores: number
  memoryGib: number
  system: string
  node: string
  /** Null when no row needed it. */
  chromium: string | null
}

/** Describes this machine. */
export function describeMachine(chromium: string | null): Machine {
  const processors = cpus()
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    node: process.version,
    chromium,
  }
}

/** The same in one line. */
export function machineWords({ processor, cores, memoryGib, system, node, chromium }: Machine): string {
  const browser = chromium === null ? [] : [`Chromium ${chromium}`]
  return [`${cores} × ${processor}`, `${memoryGib} GiB`, system, `Node ${node}`, ...browser].join(', ')
}
