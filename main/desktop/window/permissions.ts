import { app, type Session, systemPreferences, type WebContents } from 'electron/main'
import { systemWays } from '../system/system-ways.ts'
import { mayCheck, mayRequest } from './permission-decisions.ts'
import { mayLoad } from './request-filter.ts'

/** Refuses everything that a page could ask of a session. Without these handlers Electron would grant it. */
export function refuseAll(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setBluetoothPairingHandler?.((_details, answer) => answer({ confirmed: false }))
}

/**
 * Grants the windows of one session what `permission-decisions.ts` allows. Screen capture stays refused, because it has no handler here.
 * @param isWindow whether contents belong to a window of ours
 */
export function allowMicrophone(session: Session, isWindow: (contents: WebContents) => boolean): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    if (!isWindow(contents) || !mayRequest(permission, details)) return answer(false)
    void (permission === 'media' ? askSystemForMicrophone() : Promise.resolve(true)).then(answer)
  })
  session.setPermissionCheckHandler((contents, permission, origin, details) => {
    const asker = contents && (isWindow(contents) ? 'window' : 'other')
    return mayCheck(permission, origin, details, asker)
  })
}

/** Keeps a session off the network: it loads the window's own files and nothing else. */
export function lockNetwork(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url, !app.isPackaged) }))
}

/** On macOS the system asks the user at the first use of the microphone. Other systems have no question to ask. */
async function askSystemForMicrophone(): Promise<boolean> {
  if (!systemWays(process.platform).asksForMicrophone) return true
  return systemPreferences.askForMediaAccess('microphone').catch(() => false)
}
