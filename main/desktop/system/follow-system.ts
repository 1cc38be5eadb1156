import { app, type BrowserWindow, powerMonitor, screen } from 'electron/main'
import { crashOf, type SystemEvent } from './system-events.ts'
import { systemWays } from './system-ways.ts'

/** Listens to everything of the system that matters to talking, as `system-events.ts` names it. Call when Electron is ready. */
export function followSystem(hear: (event: SystemEvent) => void): void {
  powerMonitor.on('suspend', () => hear('suspend'))
  powerMonitor.on('resume', () => hear('resume'))
  powerMonitor.on('lock-screen', () => hear('lock'))
  powerMonitor.on('unlock-screen', () => hear('unlock'))
  if (!systemWays(process.platform).tellsOfLock) void followLock(hear)
  // Only macOS reports these two: somebody else uses the computer for a while.
  powerMonitor.on('user-did-resign-active', () => hear('user-left'))
  powerMonitor.on('user-did-become-active', () => hear('user-back'))
  // Prevented, so that the system waits until Parley has ended by itself.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault()
    hear('shutdown')
  })
  // Where no session reports its end, signals do, and so does a terminal. Without these listeners Electron would take them for a user who
  // quits.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => hear('shutdown'))
  screen.on('display-removed', () => hear('displays-changed'))
  screen.on('display-metrics-changed', () => hear('displays-changed'))
  app.on('child-process-gone', (_event, { type, reason }) => {
    const crash = crashOf(type, reason)
    if (crash) hear(crash)
  })
}

/** Linux reports its lock on the system bus. */
async function followLock(hear: (event: SystemEvent) => void): Promise<void> {
  const { SYSTEM_BUS, watchSessionLock } = await import('./session-lock.ts')
  const end = watchSessionLock(process.env.DBUS_SYSTEM_BUS_ADDRESS ?? SYSTEM_BUS, hear)
  app.on('will-quit', () => void end())
}

/**
 * Windows tells each window when the session ends, and Electron ends the process right afterwards, whatever was begun (electron#52604).
 * What is being recorded then is found at the next start, as after any sudden end.
 */
export function followSessionEnd(window: BrowserWindow, hear: (event: SystemEvent) => void): void {
  window.on('session-end', () => hear('shutdown'))
}
