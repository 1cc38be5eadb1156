import type {
  desktopRequests as contract,
  MiniMove,
  MiniView,
  RevealedFolder,
  SystemPage,
} from '../../app/contract/desktop-requests.ts'
import type { Api } from '../../app/contract.ts'
import type { Presence } from '../../app/desktop/presence.ts'
import type { TalkCommand } from '../../app/talk/talk-command.ts'

/** What a host that is a program of its own does for its windows. */
export interface DesktopPorts {
  /** The window tells what it is doing. */
  takePresence(presence: Presence): void
  /** How loud it is, 0 to 1. */
  takeLevel(level: number): void
  showWindow(): void
  command(command: TalkCommand): void
  miniView(): MiniView
  moveMini(move: MiniMove): void
  hideMini(): void
  /** Throws page_not_opened. */
  openSystemPage(page: SystemPage): Promise<void>
  lookForUpdate(): void
  fetchUpdate(): void
  /** @param path absolute */
  reveal(path: string): void
}

/**
 * Answers what windows ask of the desktop.
 * @param desktop null in a browser tab, where nothing comes of it
 * @param folders where Parley's folders are now
 */
export function desktopRequests(
  desktop: DesktopPorts | null,
  folders: () => Record<RevealedFolder, string>,
): Pick<Api, keyof typeof contract> {
  return {
    reportPresence: async presence => {
      desktop?.takePresence(presence)
      return {}
    },
    reportLevel: async ({ level }) => {
      desktop?.takeLevel(level)
      return {}
    },
    showWindow: async () => {
      desktop?.showWindow()
      return {}
    },
    openSystemPage: async ({ page }) => {
      await desktop?.openSystemPage(page)
      return {}
    },
    lookForUpdate: async () => {
      desktop?.lookForUpdate()
      return {}
    },
    fetchUpdate: async () => {
      desktop?.fetchUpdate()
      return {}
    },
    revealFolder: async ({ folder }) => {
      desktop?.reveal(folders()[folder])
      return {}
    },
    commandTalk: async ({ command }) => {
      desktop?.command(command)
      return {}
    },
    getMiniView: async () => ({ view: desktop?.miniView() ?? null }),
    moveMini: async move => {
      desktop?.moveMini(move)
      return {}
    },
    hideMini: async () => {
      desktop?.hideMini()
      return {}
    },
  }
}
