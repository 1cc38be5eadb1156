import type { Announce, Api, EventName } from '../app/contract.ts'
import type { Turn } from '../app/conversation.ts'
import type { KeyCapability } from '../app/desktop/global-key.ts'
import { toFailure } from '../app/errors.ts'
import { failureNotice, type Notice } from '../app/notices.ts'
import type { Settings } from '../app/settings.ts'
import type { DesktopStatus, Status } from '../app/status.ts'
import { newNotices } from '../app/words/notice-words.ts'
import { createApi } from './api.ts'
import { Connection } from './connection.ts'
import { Doctor } from './doctor/doctor.ts'
import { useProxies } from './endpoint/connection/proxies.ts'
import type { Endpoint } from './endpoint/endpoint.ts'
import { Exports } from './exchange/exports.ts'
import { Imports } from './exchange/imports.ts'
import { ServedFiles } from './files/served-files.ts'
import { openSettingsFile, type SettingsFile } from './files/settings-file.ts'
import { Keeping } from './keeping/keeping.ts'
import { openLibraryInForce } from './keeping/library-in-force.ts'
import { LibraryMover } from './keeping/library-mover.ts'
import { PrivateConversations } from './keeping/private-conversations.ts'
import { RetentionSchedule } from './keeping/retention-schedule.ts'
import { Waveforms } from './keeping/waveforms.ts'
import type { Library } from './library/library.ts'
import { SoundMeasurer } from './library/sounds/sound-measurer.ts'
import { announceWithConversations } from './news.ts'
import { Outbox } from './outbox/outbox.ts'
import { keepEarlierInstructions } from './personas/earlier-instructions.ts'
import { Personas } from './personas/personas.ts'
import { type Practice, startPractice } from './practice/practice.ts'
import { openAccountNames } from './profiles/account-names.ts'
import { lacksProxyAddress } from './profiles/known-profiles.ts'
import { Learned } from './profiles/learned.ts'
import { ModelLists } from './profiles/model-lists.ts'
import { VoicePreviews } from './profiles/voice-preview.ts'
import type { DesktopPorts } from './requests/desktop-requests.ts'
import { profileOfEarlierKey } from './secrets/earlier-key.ts'
import type { Secrets } from './secrets/secrets.ts'
import { Spending } from './spending/spending.ts'
import { SpendingFile } from './spending/spending-file.ts'
import { openSpokenLanguage, type SpokenLanguage } from './spoken-language.ts'
import { TranscriptionQueue } from './transcription/transcription-queue.ts'
import { AttachmentUploads } from './turns/attachment-uploads.ts'
import { EarlyQuestions } from './turns/early-questions.ts'
import { Recordings } from './turns/recordings.ts'
import { UnsentMessages } from './turns/unsent-messages.ts'
import { Turns } from './turns.ts'

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
  /** Lets the user choose a folder in a dialog of the system; null when none was chosen. */
  chooseFolder?: (windowId: string) => Promise<string | null>
  /** What only a program of its own can do. */
  desktop?: DesktopPorts & { status(): DesktopStatus }
  /** Called when a window says that its talk button can be pressed. */
  onWindowReady?: () => void
}

/** What is announced when somebody else may answer, or be asked otherwise. */
const decidesWhoAnswers: readonly EventName[] = ['settingsChanged', 'statusChanged', 'conversationChanged']

/** Parley itself, without a window: what every host shares. */
export interface Assistant {
  api: Api
  /** What a window can fetch as a download. */
  served: ServedFiles
  /** Gives the assistant its voice, once the wire is up; what was announced before is not repeated. */
  announceTo(announce: Announce): void
  /** What is known of everything now, as windows are told. */
  status(): Status
  /** Calls with the status, whenever it changes. */
  followStatus(hear: (status: Status) => void): void
  /** The tag (BCP 47) of the language a page begins in, for whoever prefers these; what is said from now on is said in it. */
  languageOfPage(preferred: readonly string[]): Promise<string>
  /** Calls with the settings, now and whenever they change. */
  followSettings(hear: (settings: Settings) => void): void
  /** Takes what the talk key that works in every program can do now. Until then that is nothing. */
  takeGlobalKey(capability: KeyCapability): void
  /** What the desktop lets Parley do may be different now. */
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

/** Opens a data folder and everything that works on it. Throws busy when another Parley has it open, disk_*, library_*. */
export async function openAssistant(options: AssistantOptions): Promise<Assistant> {
  const { dataFolder } = options
  const language = await openSpokenLanguage(dataFolder, options.preferredLanguages ?? [])
  const library = openLibraryInForce(dataFolder)
  const practice = startPractice()
  try {
    return assemble(options, language, library, openSettingsFile(dataFolder), await practice)
  } catch (error) {
    library.close()
    await practice.then(({ close }) => close()).catch(() => undefined)
    throw error
  }
}

function assemble(
  options: AssistantOptions,
  language: SpokenLanguage,
  library: Library,
  settingsFile: SettingsFile,
  practice: Practice,
): Assistant {
  const { dataFolder, host, version, secrets, environment, onWindowReady = () => undefined } = options
  const { chooseFolder = null, desktop = null } = options
  const settings = settingsFile.current

  let announceToWindows: Announce = () => undefined
  let hearSettings: (settings: Settings) => void = () => undefined
  let hearStatus: (status: Status) => void = () => undefined
  let globalKey: KeyCapability = { kind: 'none', obstacle: 'needs-desktop-app' }
  const keeping = new Keeping(library)
  const learned = new Learned(dataFolder, () => announce('statusChanged', { status: status() }))
  const accountOf = openAccountNames(dataFolder)
  const lists = new ModelLists({
    ...{ dataFolder, accountOf },
    onListed: () => announce('statusChanged', { status: status() }),
  })
  const personas = new Personas(dataFolder)
  keepEarlierInstructions(settingsFile, personas)
  useProxies(settings().proxy, environment)
  const connection = new Connection({
    ...{ settings, secrets, environment, practiceUrl: practice.baseUrl, lists, learned },
    isFree: asked => spending.outlook(asked).isFree,
    conversation: id => keeping.conversation(id),
    persona: id => personas.inUse(id),
  })
  const isKept = (turn: Turn) => !keeping.isPrivate(turn.conversationId)
  const announce = announceWithConversations(keeping, (name, payload) => {
    announceToWindows(name, payload, keeping.listenerTo(payload))
    if (name === 'settingsChanged' && 'settings' in payload) {
      hearSettings(payload.settings)
      useProxies(payload.settings.proxy, environment)
      void language.choose(payload.settings.language)
    }
    if (name === 'statusChanged' && 'status' in payload) hearStatus(payload.status)
    transcriptions.hear(name, payload)
    outbox.hear(name, payload)
    if (decidesWhoAnswers.includes(name)) early.reconsider()
    if (name === 'conversationDeleted' && 'conversationId' in payload) unsent.forget(payload.conversationId)
    if (name === 'turnChanged' && 'turn' in payload) waveforms.want([payload.turn].filter(isKept))
  })
  const waveforms = new Waveforms({ library, measurer: new SoundMeasurer(), announce })
  const early = new EarlyQuestions({
    settings,
    questionOf: (turnId, sound) => {
      const unnamed = connection.endpointOfUnnamedModel(keeping.turn(turnId).conversationId)
      if (outbox.wouldWait(turnId) || (unnamed && !lists.isUsualKnown(unnamed))) return null
      return turns.outlook.questionOfSpoken(turnId, sound)
    },
    soundToEncode: turnId => turns.outlook.soundToEncode(turnId),
  })
  const recordings = new Recordings({ library: keeping, announce, listener: early })
  const uploads = new AttachmentUploads()
  const spendingFile = new SpendingFile(dataFolder, () => (library.openedParts.absence ? null : library.costs()))
  const modelPrice = (asked: Endpoint) => lists.priceOf(asked)
  const spending = new Spending({ file: spendingFile, settings, announce, modelPrice })
  const endpoint = (conversationId: string | null) => connection.endpoint(conversationId)
  const turns = new Turns({
    learned,
    ...{ library: keeping, announce, endpoint, settings, spending, accountOf },
    untilModelIsKnown: (conversationId, signal) => {
      const asked = connection.endpointOfUnnamedModel(conversationId)
      return asked && !lists.isUsualKnown(asked) ? lists.untilUsualIsKnown(asked, signal) : null
    },
    isOut: turnId => early.isOut(turnId),
    takeEarly: turnId => early.take(turnId),
    encodedOf: turnId => early.encodedOf(turnId),
    outbox: { entryAfter: (entry, error) => outbox.entryAfter(entry, error), isLate: entry => outbox.isLate(entry) },
    // What is private is heard by nobody but who answers it.
    transcription: turn => (isKept(turn) ? transcriptions.standing(turn) : null),
  })
  const previews = new VoicePreviews({
    ...{ settings, spending, learned },
    endpointOf: profileId => connection.endpointOfProfile(profileId),
  })
  const unsent = new UnsentMessages(dataFolder, keeping)
  const outbox = new Outbox({ kept: keeping, turns, announce, endpoint, isHindered: () => mover.isWaiting })
  const privates = new PrivateConversations({ keeping, recordings, turns, announce })
  const transcriptions = new TranscriptionQueue({
    ...{ library, announce, endpoint, settings },
    setBackfilling: isBackfilling =>
      announce('settingsChanged', { settings: settingsFile.change({ transcription: { isBackfilling } }) }),
    isBusy: () => recordings.isRecording || turns.underWayCount > 0 || mover.isWaiting,
    isStopped: conversationId => turns.outlook.isStoppedIn(conversationId),
    noteStep: (asked, step) => spending.noteStep(asked, step),
    onAvailability: () => announce('statusChanged', { status: status() }),
  })

  const doctor = new Doctor({
    ...{ settings, spending, learned, lists, announce, version },
    endpointOf: profileId => connection.endpointOfProfile(profileId),
  })
  const served = new ServedFiles()
  const exports = new Exports({ library, dataFolder, announce, served })
  const imports = new Imports({ library, dataFolder, announce })

  const notices: Notice[] = [...library.notices, ...settingsFile.notices, ...spendingFile.notices]
  if (lacksProxyAddress(connection.profiles(), environment)) notices.push({ name: 'proxy_address_missing' })
  const notice = (told: readonly Notice[]) => {
    const fresh = newNotices(notices, told)
    if (fresh.length === 0) return
    notices.push(...fresh)
    announce('statusChanged', { status: status() })
  }
  const status = (): Status => {
    const place = {
      folder: library.folder,
      failure: library.openedParts.absence && toFailure(library.openedParts.absence),
    }
    return {
      host,
      version,
      dataFolder,
      language: language.current,
      library: place,
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
  language.onChanged = () => announce('statusChanged', { status: status() })
  const retention = new RetentionSchedule({
    ...{ library, settingsFile, announce },
    onHeld: held => notice([held]),
  })
  const onMoved = () => {
    announce('settingsChanged', { settings: settings() })
    announce('statusChanged', { status: status() })
    lookedThrough = lookThrough()
  }
  const mover = new LibraryMover({
    ...{ library, settingsFile, dataFolder, announce, onMoved },
    onEnded: () => {
      transcriptions.wake()
      outbox.wake()
    },
    // What reads the library's files by their paths.
    isBusy: () =>
      recordings.isRecording ||
      turns.underWayCount > 0 ||
      exports.isWriting ||
      transcriptions.isUnderWay ||
      waveforms.isWorking ||
      retention.isSweeping,
  })
  const parts = {
    ...{ dataFolder, mover, chooseFolder, desktop, onMoved },
    library,
    keeping,
    privates,
    retention,
    settingsFile,
    secrets,
    connection,
    lists,
    learned,
    previews,
    personas,
    recordings,
    early,
    uploads,
    turns,
    outbox,
    waveforms,
    transcriptions,
    spending,
    doctor,
    unsent,
    exports,
    imports,
  }
  const api = createApi({ ...parts, announce, status, onWindowReady })

  const announceFound = (id: string) => {
    const conversation = library.conversation(id)
    if (conversation) announce('conversationChanged', { conversation })
    else announce('conversationDeleted', { conversationId: id })
  }
  const lookThrough = async () => {
    notice(await library.inspect(announceFound).catch((error: unknown) => [failureNotice(error)]))
    if (!library.openedParts.absence) unsent.forgetGone()
  }
  // A locked keyring may give keys long after the window has asked who answers.
  const takeKeys = () => {
    const added = profileOfEarlierKey(settings(), secrets)
    if (added) announce('settingsChanged', { settings: settingsFile.change(added) })
    announce('statusChanged', { status: status() })
  }
  void secrets.loaded.then(takeKeys).catch((error: unknown) => notice([failureNotice(error)]))
  let lookedThrough = lookThrough().then(() => retention.begin())
  mover.finishRemoving()

  return {
    api,
    served,
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
      announce('statusChanged', { status: status() })
    },
    desktopChanged: () => announce('statusChanged', { status: status() }),
    notice: told => notice([told]),
    networkReturned: () => outbox.networkReturned(),
    windowClosed: windowId => {
      recordings.windowClosed(windowId)
      privates.windowClosed(windowId)
      uploads.windowClosed(windowId)
      exports.windowClosed(windowId)
      imports.windowClosed(windowId)
    },
    close: async () => {
      const givenUp = transcriptions.close()
      recordings.close()
      outbox.close()
      privates.closeAll()
      previews.close()
      try {
        await Promise.all([turns.close(), doctor.close(), exports.close(), imports.close(), mover.close()])
        await Promise.all([givenUp, retention.close()])
        await Promise.all([waveforms.close(), lists.close()])
        await practice.close()
      } finally {
        library.close()
      }
      await lookedThrough
    },
  }
}
