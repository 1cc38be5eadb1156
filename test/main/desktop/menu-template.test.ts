import type { MenuItemConstructorOptions } from 'electron/main'
import { expect, test } from 'vitest'
import { menuTemplate } from '../../../main/desktop/menu-template.ts'

/** Roles of a menu and its submenus, in order. */
function rolesOf(items: readonly MenuItemConstructorOptions[]): string[] {
  return items.flatMap(({ role, submenu }) => [role ?? '', ...(Array.isArray(submenu) ? rolesOf(submenu) : [])])
}

test.each([
  ['darwin', 'appMenu'],
  ['win32', 'fileMenu'],
  ['linux', 'fileMenu'],
] as const)('an installed Parley on %s has its standard menus and no developer tools', (platform, first) => {
  expect(rolesOf(menuTemplate({ platform, isPackaged: true }))).toEqual([
    first,
    'editMenu',
    'viewMenu',
    'resetZoom',
    'zoomIn',
    'zoomOut',
    '',
    'togglefullscreen',
    'windowMenu',
  ])
})

test('a development build can reload and open developer tools', () => {
  expect(rolesOf(menuTemplate({ platform: 'linux', isPackaged: false }))).toEqual(
    expect.arrayContaining(['forceReload', 'toggleDevTools']),
  )
})
