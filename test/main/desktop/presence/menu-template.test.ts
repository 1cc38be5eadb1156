import type { MenuItemConstructorOptions } from 'electron/main'
import { afterEach, expect, test } from 'vitest'
import { menuActions } from '../../../../app/contract/desktop-requests.ts'
import { languages } from '../../../../app/words/language.ts'
import { speak } from '../../../../app/words/languages/speak.ts'
import { menuTemplate } from '../../../../main/desktop/presence/menu-template.ts'

const chosen: string[] = []
const menuOn = (platform: NodeJS.Platform, isPackaged = true) =>
  menuTemplate({ platform, isPackaged, choose: action => chosen.push(action) })

/** Roles or names of a menu and its submenus, in order; lines are left out. */
function itemsOf(items: readonly MenuItemConstructorOptions[]): string[] {
  return flat(items).flatMap(({ role, label, type }) => (type === 'separator' ? [] : [role ?? label ?? '']))
}

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap(item => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
}

const view = ['viewMenu', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen']
const edit = ['editMenu', 'undo', 'redo', 'cut', 'copy', 'paste']

test('on macOS there is a menu of the application, with About, settings and the end', () => {
  expect(itemsOf(menuOn('darwin'))).toEqual([
    ...['Parley', 'About Parley', 'Settings …', 'services', 'hide', 'hideOthers', 'unhide', 'quit'],
    ...['File', 'New conversation', 'New private conversation', 'close'],
    ...[...edit, 'pasteAndMatchStyle', 'delete', 'selectAll'],
    ...[...view, 'windowMenu', 'minimize', 'zoom', 'front'],
    ...['help', 'Keyboard shortcuts'],
  ])
})

test.each(['win32', 'linux'] as const)(
  'on %s settings and the end are in the first menu, About in the last',
  platform => {
    expect(itemsOf(menuOn(platform))).toEqual([
      ...['File', 'New conversation', 'New private conversation', 'Settings …', 'quit'],
      ...[...edit, 'delete', 'selectAll'],
      ...[...view, 'windowMenu', 'minimize', 'close'],
      ...['help', 'Keyboard shortcuts', 'About Parley'],
    ])
  },
)

test('a development build can reload and open developer tools, an installed one cannot', () => {
  expect(itemsOf(menuOn('linux', false))).toEqual(expect.arrayContaining(['forceReload', 'toggleDevTools']))
  expect(itemsOf(menuOn('linux'))).not.toEqual(expect.arrayContaining(['toggleDevTools']))
})

test('every item that is Parley’s own does what it says, and takes no key from the window', () => {
  for (const platform of ['darwin', 'linux'] as const) {
    chosen.length = 0
    const own = flat(menuOn(platform)).filter(({ click }) => click)
    for (const { click } of own) (click as () => void)()
    expect([...chosen].sort()).toEqual([...menuActions].sort())
    expect(own.filter(({ accelerator, registerAccelerator }) => accelerator && registerAccelerator !== false)).toEqual(
      [],
    )
  }
})

afterEach(() => speak('en', ['en']))

test.each(languages)(
  'nothing in the menu is left to the words that Electron has in English alone: %s',
  async language => {
    await speak(language, [language])
    for (const platform of ['darwin', 'linux', 'win32'] as const) {
      const items = flat(menuOn(platform)).filter(({ type }) => type !== 'separator')
      expect(items.filter(({ label }) => !label)).toEqual([])
    }
  },
)
