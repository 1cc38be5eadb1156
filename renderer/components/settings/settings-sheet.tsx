import type { FunctionComponent } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { words } from '../../../app/words/words.ts'
import { openSettings } from '../../actions/settings.ts'
import { type SettingsPage, settingsPages } from '../../state/window.ts'
import { Sheet } from '../controls/sheet.tsx'
import { PersonasPage } from '../personas/personas-page.tsx'
import { AboutPage } from './about-page.tsx'
import { AppearancePage } from './appearance-page.tsx'
import { CostPage } from './cost-page.tsx'
import { EndpointPage } from './endpoint-page.tsx'
import { HistoryPage } from './history-page.tsx'
import { SoundPage } from './sound-page.tsx'
import { TalkingPage } from './talking-page.tsx'

const pages: Record<SettingsPage, FunctionComponent> = {
  endpoint: EndpointPage,
  personas: PersonasPage,
  sound: SoundPage,
  talking: TalkingPage,
  history: HistoryPage,
  cost: CostPage,
  appearance: AppearancePage,
  about: AboutPage,
}

/** All settings, a page for each theme. Every change counts at once. */
export function SettingsSheet({ page }: { page: SettingsPage }) {
  const Page = pages[page]
  return (
    <Sheet title={words.settings.title} closeLabel={words.settings.close} class="sheet-settings">
      <div class="settings">
        <Tabs page={page} />
        <div class="settings-page" role="tabpanel" id="settings-page" aria-labelledby={tabId(page)}>
          <Page />
        </div>
      </div>
    </Sheet>
  )
}

function Tabs({ page }: { page: SettingsPage }) {
  const move = (event: KeyboardEvent) => {
    const difference = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (difference === undefined) return
    event.preventDefault()
    const { length } = settingsPages
    const next = settingsPages[(settingsPages.indexOf(page) + difference + length) % length]
    if (!next) return
    openSettings(next)
    document.getElementById(tabId(next))?.focus()
  }
  // When the pages are a row that scrolls, shows the chosen one and its neighbours, however narrow the window becomes.
  useLayoutEffect(() => {
    const show = () => document.getElementById(tabId(page))?.scrollIntoView({ block: 'nearest', inline: 'center' })
    show()
    addEventListener('resize', show)
    return () => removeEventListener('resize', show)
  }, [page])
  return (
    <div class="tabs" role="tablist" aria-label={words.settings.title} onKeyDown={move}>
      {settingsPages.map(name => (
        <button
          type="button"
          key={name}
          id={tabId(name)}
          role="tab"
          class="tab"
          aria-selected={name === page}
          aria-controls="settings-page"
          tabIndex={name === page ? 0 : -1}
          onClick={() => openSettings(name)}
        >
          {words.settings.pages[name]}
        </button>
      ))}
    </div>
  )
}

function tabId(page: SettingsPage): string {
  return `settings-tab-${page}`
}
