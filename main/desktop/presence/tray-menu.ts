import type { MenuItemConstructorOptions } from 'electron/main'
import type { Presence } from '../../../app/desktop/presence.ts'
import { shownName } from '../../../app/personas/personas.ts'
import type { Settings } from '../../../app/settings.ts'
import type { Status } from '../../../app/status.ts'
import { desktopWords } from '../../../app/words/desktop-words.ts'
import { words } from '../../../app/words/words.ts'

/** What the tray's menu shows. */
export interface TrayView {
  presence: Presence
  settings: Pick<Settings, 'microphone' | 'personaId' | 'desktop'>
  status: Pick<Status, 'endpoint' | 'profiles' | 'personas'>
}

/** What the tray's menu does. */
export interface TrayDeeds {
  toggleTalk(): void
  /** Null: the system's default. */
  chooseMicrophone(device: Settings['microphone']): void
  chooseProfile(profileId: string): void
  choosePersona(personaId: string): void
  chooseMini(mini: Settings['desktop']['mini']): void
  showWindow(): void
  quit(): void
}

/** The tip beside the pointer when it rests on the tray's icon. */
export function trayTip({ state }: Presence): string {
  return desktopWords.tray.tip(desktopWords.tray.states[state])
}

/** The menu of the tray's icon. */
export function trayMenu({ presence, settings, status }: TrayView, deeds: TrayDeeds): MenuItemConstructorOptions[] {
  const { tray } = desktopWords
  const isListening = presence.state === 'listening'
  return [
    { label: tray.states[presence.state], enabled: false },
    { type: 'separator' },
    { label: isListening ? tray.stop : tray.talk, click: deeds.toggleTalk },
    { label: tray.microphone, submenu: microphones(presence, settings.microphone, deeds) },
    {
      label: tray.endpoint,
      submenu: status.profiles.map(({ id, name, kind, failure }) =>
        choice(
          id,
          named(name || words.endpoint.kinds[kind]),
          id === status.endpoint.id,
          () => deeds.chooseProfile(id),
          failure === null,
        ),
      ),
    },
    {
      label: tray.persona,
      submenu: status.personas.all.map((persona, _index, all) =>
        choice(persona.id, named(shownName(persona, all)), persona.id === settings.personaId, () =>
          deeds.choosePersona(persona.id),
        ),
      ),
    },
    {
      label: tray.mini,
      submenu: (['auto', 'always', 'never'] as const).map(mini =>
        choice(mini, desktopWords.miniChoices[mini], mini === settings.desktop.mini, () => deeds.chooseMini(mini)),
      ),
    },
    { type: 'separator' },
    { label: tray.open, click: deeds.showWindow },
    { label: tray.quit, click: deeds.quit },
  ]
}

function microphones(
  { microphones: known }: Presence,
  chosen: Settings['microphone'],
  deeds: TrayDeeds,
): MenuItemConstructorOptions[] {
  const isThere = chosen === null || known.some(({ deviceId }) => deviceId === chosen.deviceId)
  return [
    choice('system-default', desktopWords.tray.systemDefault, chosen === null, () => deeds.chooseMicrophone(null)),
    ...(isThere ? known : [...known, chosen]).map(device =>
      choice(device.deviceId, named(device.label), device.deviceId === chosen?.deviceId, () =>
        deeds.chooseMicrophone(device),
      ),
    ),
  ]
}

/** One of several choices. @param id tells it from another of the same name, so that a desktop that draws the menu sees that it is new */
function choice(
  id: string,
  label: string,
  isChosen: boolean,
  click: () => void,
  enabled = true,
): MenuItemConstructorOptions {
  return { id, label, type: 'radio', checked: isChosen, enabled, click }
}

/** A name as a menu shows it: a single `&` would underline the letter after it. */
function named(name: string): string {
  return name === '' ? desktopWords.tray.unnamed : name.replaceAll('&', '&&')
}
