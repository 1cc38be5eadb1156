import type { PresenceState } from '../desktop/presence.ts'
import type { UpdateFault, Updates } from '../desktop/updates.ts'
import type { Settings } from '../settings.ts'
import { catalogue } from './catalogue.ts'

const miniChoices: Record<Settings['desktop']['mini'], string> = {
  auto: 'While talking in another program',
  always: 'Always',
  never: 'Never',
}

const states: Record<PresenceState, string> = {
  idle: 'Ready',
  listening: 'Recording',
  sending: 'Sending',
  speaking: 'Speaking',
  queued: 'A question waits to be sent',
  failed: 'The last question failed',
}

/** As short as the mini window has room for. */
const miniStates: Record<PresenceState, string> = { ...states, queued: 'Waiting', failed: 'Not answered' }

/** What goes on with newer versions, where no version has to be named. */
const phases: Record<Exclude<Updates['phase'], 'available' | 'ready'>, string> = {
  off: '',
  resting: '',
  looking: 'Looking …',
  newest: 'There is no newer version.',
  waiting: 'It is fetched as soon as nobody talks.',
  fetching: 'It is being fetched …',
}

const updateFaults: Record<UpdateFault, string> = {
  unreachable: 'Parley’s page could not be reached. Try again later.',
  'not-there': 'Parley’s page has no version for this system.',
  damaged: 'What came is not whole, so it was thrown away. Try again later.',
  foreign: 'What came is not signed by Parley’s authors, so it was thrown away.',
  'no-room': 'There is no room on the disk for the new version.',
  failed: 'The new version could not be fetched. Try again later.',
}

/** What Parley says outside its window, and what the settings say about that. */
export const desktopWords = catalogue('desktopWords', {
  tray: {
    states,
    tip: (state: string) => `Parley: ${state}`,
    talk: 'Talk',
    stop: 'Stop and send',
    microphone: 'Microphone',
    systemDefault: 'System default',
    endpoint: 'Endpoint',
    persona: 'Persona',
    unnamed: 'Without a name',
    mini: 'Mini window',
    open: 'Open Parley',
    quit: 'Quit Parley',
  },

  menu: {
    about: 'About Parley',
    settings: 'Settings …',
    file: 'File',
    newConversation: 'New conversation',
    newPrivate: 'New private conversation',
    shortcuts: 'Keyboard shortcuts',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    help: 'Help',
    /** Electron has its own words for these in English alone. */
    roles: {
      undo: 'Undo',
      redo: 'Redo',
      cut: 'Cut',
      copy: 'Copy',
      paste: 'Paste',
      pasteAndMatchStyle: 'Paste and Match Style',
      delete: 'Delete',
      selectAll: 'Select All',
      resetZoom: 'Actual Size',
      zoomIn: 'Zoom In',
      zoomOut: 'Zoom Out',
      togglefullscreen: 'Full Screen',
      minimize: 'Minimize',
      zoom: 'Zoom',
      front: 'Bring All to Front',
      close: 'Close Window',
      services: 'Services',
      hide: 'Hide Parley',
      hideOthers: 'Hide Others',
      unhide: 'Show All',
    },
  },

  /** What a start says that comes to nothing. */
  starts: {
    refused: (flag: string) => `Parley does not start with ${flag}.`,
    link: 'Parley opens no links. Nothing was done.',
    valued: (flag: string) => `${flag} takes no value.`,
    several: (flags: readonly string[]) => `One at a time: ${flags.join(' or ')}.`,
    notRunning: {
      stop: 'Parley is not running, so there is nothing to stop.',
      cancel: 'Parley is not running, so there is nothing to cancel.',
    },
  },

  ending: {
    title: 'Parley has to close',
    windowFailed: 'Its window failed twice within a minute. What you said is kept.',
  },

  chooseFolder: 'Choose a folder for the library',

  leaving: {
    question: 'Close Parley and lose the private conversation?',
    detail: 'What was said in it is kept nowhere else, and cannot be brought back.',
    stay: 'Stay',
    leave: 'Close and lose it',
  },

  reveal: { macos: 'Reveal in Finder', windows: 'Show in Explorer', linux: 'Show in Files' },

  advice: {
    open: 'Open system settings',
    macos: 'On this Mac: System Settings › Privacy & Security › Microphone.',
    windows: 'In Windows: Settings › Privacy & security › Microphone › “Let desktop apps access your microphone”.',
    startAgain: 'The system allows it now. Quit Parley and start it again.',
    flatpak: 'A Flatpak hears nothing unless it may: flatpak override --user --socket=pulseaudio org.parley.Parley',
    snap: 'A Snap hears nothing unless it is connected: snap connect parley:audio-record',
    noSoundServer: 'Neither PipeWire nor PulseAudio can be reached, through which programs hear. Start one of them.',
  },

  miniStates,
  miniTitle: 'Parley, mini window',
  miniTalk: 'Hold to talk',
  miniOpen: 'Open Parley',
  miniHide: 'Hide the mini window',
  miniLegend: 'Mini window',
  miniChoices,
  staysInTray: 'Closing the window leaves Parley in the tray',
  staysInTrayHint: 'The key that works in every program goes on working.',
  noTray: 'This desktop shows no tray icons, so closing the window ends Parley.',
  opensAtLogin: 'Start with the system, hidden',

  updates: {
    question: 'Look for new versions of Parley? Its own page is asked once a day, and told nothing about you.',
    yes: 'Look for them',
    no: 'Do not look',
    look: 'Look for new versions',
    lookHint:
      'Parley’s own page is asked once a day, and told nothing about you. Nothing is fetched until you want it.',
    lookNow: 'Look now',
    linkHint: 'This Parley is not replaced by itself.',
    openPage: 'Open Parley’s page',
    phases,
    available: (version: string) => `Version ${version} is available.`,
    show: 'What it brings',
    fetch: (version: string) => `Fetch version ${version}`,
    ready: (version: string) => `Version ${version} is ready, and takes this one’s place when you quit Parley.`,
    news: (version: string) => `What version ${version} brings`,
    faults: updateFaults,
  },
})
