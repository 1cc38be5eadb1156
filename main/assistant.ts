import type { Announce, Api } from '../app/contract.ts'
import type { KeyCapability } from '../app/desktop/global-key.ts'
import { toFailure } from '../app/errors.ts'
import { failureNotice, type Notice } from '../app/notices.ts'
import type { Settings } from '../app/settings.ts'
import type { DesktopStatus, Status } from '../app/status.ts'
import { newNotices } from '../app/words/notice-words.ts'
import { createApi } from './api.ts'
import { assemble, closeParts, closeWindow } from './assemble.ts'
import type { ServedFiles } from './files/served-files.ts'
import { openSettingsFile, type SettingsFile } from './files/settings-file.ts'
import { openLibraryInForce } from './keeping/library-in-force.ts'
import type { Library } from './library/library.ts'
import { type Practice, startPractice } from './practice/practice.ts'
import { lacksProxyAddress } from './profiles/known-profiles.ts'
import type { DesktopPorts } from './requests/desktop-requests.ts'
import { profileOfEarlierKey } from './secrets/earlier-key.ts'
import type { Secrets } from './secrets/secrets.ts'
import { openSpokenLanguage, type SpokenLanguage } from './spoken-language.ts'

/** What a host brings. */
export interface AssistantOptions {
  /** Where everything is kept; made when it is not there. */
  dataFolder: string
  host: Status['host']
  version: string
  secrets: Secrets
  /** The endpoint's variables, as `takeEndpointEnvironment` gave them. */
  environment: Record<string, string | undefined>
  /** The languages the system prefers (BCP 47), the most wanted first; none where that is told by each window's browser. */
  preferredLanguages?: readonly string[]
  /** Asks the user for a folder in a dialog of the system; null when none was chosen. */
  chooseFolder?: (windowId: string) => Promise<string | null>
  /** What only the desktop app can do. */
  desktop?: DesktopPorts & { status(): DesktopStatus }
  /** Called when a window says that its talk button can be pressed. */
  onWindowReady?: () => void
}

/** Parley itself, without a window: what every host shares. */
export interface Assistant {
  api: Api
  /** What a window can fetch as a download. */
  served: ServedFiles
  /** From now on events are announced to windows with this. What was announced before is not repeated. */
  announceTo(announce: Announce): void
  /** What is known of everything now, as windows are told. */
  status(): Status
  /** Calls with the status, whenever it changes. */
  followStatus(hear: (status: Status) => void): void
  /** The tag (BCP 47) of the language for a page whose reader prefers these. From now on main speaks it too. */
  languageOfPage(preferred: readonly string[]): Promise<string>
  /** Calls with the settings, now and whenever they change. */
  followSettings(hear: (settings: Settings) => void): void
  /** Takes what the global talk key can do now. Until this is called it can do nothing. */
  takeGlobalKey(capability: KeyCapability): void
  /** `AssistantOptions.desktop.status` may say something else now. */
  desktopChanged(): void
  /** Tells every window of something, once. */
  notice(notice: Notice): void
  /** The network has come back, as far as can be told: what waits in the outbox is tried. */
  networkReturned(): void
  /** A window went away: its recordings become drafts, what is private in it and its attachments are forgotten. */
  windowClosed(windowId: string): void
  /** Ends everything and keeps what came: recordings become drafts, replies stay as far as they are. */
  close(): Promise<void>
}

/** What is open once a data folder is. */
interface Opened {
  language: SpokenLanguage
  library: Library
  settingsFile: SettingsFile
  practice: Practice
}

/** Opens a data folder and everything that works on it. Throws busy when another Parley has it open, disk_*, library_*. */
export async function openAssistant(options: AssistantOptions): Promise<Assistant> {
  const { dataFolder } = options
  const language = await openSpokenLanguage(dataFolder, options.preferredLanguages ?? [])
  const library = openLibraryInForce(dataFolder)
  const practice = startPractice()
  try {
    const settingsFile = openSettingsFile(dataFolder)
    return runAssistant(options, { language, library, settingsFile, practice: await practice })
  } catch (error) {
    library.close()
    await practice.then(({ close }) => close()).catch(() => undefined)
    throw error
  }
}

function runAssistant(options: AssistantOptions, { language, library, settingsFile, practice }: Opened): Assistant {
  const { dataFolder, host, version, secrets, environment, onWindowReady = () => undefined } = options
  const { chooseFolder = null, desktop = null } = options
  const settings = settingsFile.current

  let announceToWindows: Announce = () => undefined
  let hearSettings: (settings: Settings) => void = () => undefined
  let hearStatus: (status: Status) => void = () => undefined
  let globalKey: KeyCapability = { kind: 'none', obstacle: 'needs-desktop-app' }

  const onStatus = () => announce('statusChanged', { status: status() })
  const onMoved = () => {
    announce('settingsChanged', { settings: settings() })
    onStatus()
    lookedThrough = lookThrough()
  }
  const parts = assemble({
    ...{ dataFolder, version, library, settingsFile, secrets, environment, practiceUrl: practice.baseUrl },
    tell: (name, payload, windowId) => {
      announceToWindows(name, payload, windowId)
      if (name === 'settingsChanged' && 'settings' in payload) {
        hearSettings(payload.settings)
        void language.choose(payload.settings.language)
      }
      if (name === 'statusChanged' && 'status' in payload) hearStatus(payload.status)
    },
    ...{ onStatus, onMoved, onNotice: notice => tellNotices([notice]) },
  })
  const { announce, connection, personas, transcriptions, outbox, retention, unsent } = parts

  const notices: Notice[] = [...library.notices, ...settingsFile.notices, ...parts.spendingFile.notices]
  if (lacksProxyAddress(connection.profiles(), environment)) notices.push({ name: 'proxy_address_missing' })
  const tellNotices = (told: readonly Notice[]) => {
    const fresh = newNotices(notices, told)
    if (fresh.length === 0) return
    notices.push(...fresh)
    onStatus()
  }
  const status = (): Status => {
    const { absence } = library.openedParts
    return {
      host,
      version,
      dataFolder,
      language: language.current,
      library: { folder: library.folder, failure: absence && toFailure(absence) },
      endpoint: connection.describeChosen(),
      profiles: connection.describeAll(),
      personas: personas.describe(),
      keyKeeping: secrets.keeping,
      globalKey,
      desktop: desktop?.status() ?? null,
      transcription: transcriptions.unavailable,
      notices,
    }
  }
  language.onChanged = onStatus
  const api = createApi({ ...parts, chooseFolder, desktop, onMoved, status, onWindowReady })

  const announceFound = (id: string) => {
    const conversation = library.conversation(id)
    if (conversation) announce('conversationChanged', { conversation })
    else announce('conversationDeleted', { conversationId: id })
  }
  const lookThrough = async () => {
    tellNotices(await library.inspect(announceFound).catch((error: unknown) => [failureNotice(error)]))
    if (!library.openedParts.absence) unsent.forgetGone()
  }
  // A locked keyring may give keys long after the window has asked who answers.
  const takeKeys = () => {
    const added = profileOfEarlierKey(settings(), secrets)
    if (added) announce('settingsChanged', { settings: settingsFile.change(added) })
    onStatus()
  }
  void secrets.loaded.then(takeKeys).catch((error: unknown) => tellNotices([failureNotice(error)]))
  let lookedThrough = lookThrough().then(() => retention.begin())
  parts.mover.finishRemoving()

  return {
    api,
    served: parts.served,
    announceTo: announce => {
      announceToWindows = announce
    },
    status,
    followStatus: hear => {
      hearStatus = hear
    },
    languageOfPage: preferred => language.tagFor(preferred),
    followSettings: hear => {
      hearSettings = hear
      hear(settings())
    },
    takeGlobalKey: capability => {
      globalKey = capability
      onStatus()
    },
    desktopChanged: onStatus,
    notice: told => tellNotices([told]),
    networkReturned: () => outbox.networkReturned(),
    windowClosed: windowId => closeWindow(parts, windowId),
    close: async () => {
      try {
        await closeParts(parts)
        await practice.close()
      } finally {
        library.close()
      }
      await lookedThrough
    },
  }
}
