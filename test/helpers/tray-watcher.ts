import { createClient } from 'dbus-native'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const PATH = '/StatusNotifierWatcher'

/** Somebody on a bus who says whether tray icons are drawn, as desktops have it. */
export interface TrayWatcher {
  /** Icons are drawn from now on, or not any more. */
  turn(isDrawn: boolean): void
  /** Goes from the bus. */
  stop(): Promise<void>
}

/** Comes onto a bus as the watcher of tray icons (freedesktop.org, StatusNotifierWatcher). */
export async function startTrayWatcher(busAddress: string, isDrawn: boolean): Promise<TrayWatcher> {
  const client = createClient({ busAddress })
  const watcher = { IsStatusNotifierHostRegistered: isDrawn, RegisterStatusNotifierItem: () => undefined }
  client.exportInterface(watcher, PATH, {
    name: WATCHER,
    methods: { RegisterStatusNotifierItem: ['s', '', ['service'], []] },
    properties: { IsStatusNotifierHostRegistered: 'b' },
  })
  await client.requestName(WATCHER, 4)
  return {
    turn: isNow => {
      watcher.IsStatusNotifierHostRegistered = isNow
      client.sendSignal(PATH, WATCHER, isNow ? 'StatusNotifierHostRegistered' : 'StatusNotifierHostUnregistered')
    },
    stop: async () => {
      await client.close()
    },
  }
}
