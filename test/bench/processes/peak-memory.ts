import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Begins to watch this process's memory, and returns how to ask by how many bytes it exceeded, at most, what it held now.
 * Linux lets a process forget its earlier peak (proc(5), `clear_refs` 5); elsewhere a peak from before that is higher counts
 * too. `maxRSS` will not do on Linux: there a new process begins with the peak of the one that started it.
 */
export function watchPeakMemory(): () => number {
  const restBytes = process.memoryUsage.rss()
  if (process.platform !== 'linux') return () => process.resourceUsage().maxRSS * 1024 - restBytes
  writeFileSync('/proc/self/clear_refs', '5')
  return () => {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    return Number(kilobytes) * 1024 - restBytes
  }
}
