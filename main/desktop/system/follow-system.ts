import { app, type BrowserWindow, powerMonitor, screen } from 'electron/main'
import { crashOf, type SystemEvent } from './system-events.ts'
import { systemWays } from './system-ways.ts'

/** Hears everything of the system that matters to talking, as `system-events.ts` names it. Call when Electron is ready. */
export function followSystem(hear: (event: SystemEvent) => void): void {
  powerMonitor.on('suspend', () => hear('suspend'))
  powerMonitor.on('resume', () => hear('resume'))
  powerMonitor.on('lock-screen', () => hear('lock'))
  powerMonitor.on('unlock-screen', () => hear('unlock'))
  if (!systemWays(process.platform).tellsOfLock) void followLock(hear)
  // macOS alone tells of these two: somebody else uses the computer for a while.
  powerMonitor.on('user-did-resign-active', () => hear('user-left'))
  powerMonitor.on('user-did-become-active', () => hear('user-back'))
  // Prevented, because what ends programs waits for them then.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault()
    hear('shutdown')
  })
  // Where no session tells of its end, signals do (Electron would take them for somebody who quits); so does a terminal.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => hear('shutdown'))
  screen.on('display-removed', () => hear('displays-changed'))
  screen.on('display-metrics-changed', () => hear('displays-changed'))
  app.on('child-process-gone', (_event, { type, reason }) => {
    const crash = crashOf(type, reason)
    if (crash) hear(crash)
  })
}

/** Linux tells of its lock on the bus of the system. */
async function followLock(hear: (event: SystemEvent) => void): Promise<void> {
  const { SYSTEM_BUS, watchSessionLock } = await import('./session-lock.ts')
  const end = watchSessionLock(process.env.DBUS_SYSTEM_BUS_ADDRESS ?? SYSTEM_BUS, hear)
  app.on('will-quit', () => void end())
}

/**
 * Windows tells each window when the session ends, and Electron ends the process right afterwards, whatever was begun (electron#52604):
 * what is being recorded then is found at the next start, as after any sudden end.
 */
export function followSessionEnd(window: BrowserWindow, hear: (event: SystemEvent) => void): void {
  window.on('session-end', () => hear('shutdown'))
}
