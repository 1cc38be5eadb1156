import type { MenuItemConstructorOptions } from 'electron/main'
import { beforeEach, describe, expect, test } from 'vitest'
import { initialPresence, presenceStates } from '../../../../app/desktop/presence.ts'
import { defaultSettings } from '../../../../app/settings.ts'
import type { ProfileStatus } from '../../../../app/status.ts'
import { type TrayDeeds, type TrayView, trayMenu, trayTip } from '../../../../main/desktop/presence/tray-menu.ts'

const profile = (id: string, name: string, failure: ProfileStatus['failure'] = null) =>
  ({ id, name, kind: 'custom', failure }) as ProfileStatus
const persona = (id: string, name: string) => ({ id, name, model: '', voice: '', speed: 1, isInFile: true })
const headset = { deviceId: 'a1', label: 'Headset' }
const view: TrayView = {
  presence: { ...initialPresence, microphones: [headset, { deviceId: 'b2', label: '' }] },
  settings: { ...defaultSettings, personaId: 'cook' },
  status: {
    endpoint: profile('work', 'R&D'),
    profiles: [profile('work', 'R&D'), profile('home', 'Home', { code: 'access_denied', message: 'No address.' })],
    personas: { all: [persona('cook', 'Cook'), persona('host', 'Cook')], faults: [], folder: '/p' },
  },
}

const done: unknown[] = []
const note =
  (name: string) =>
  (...given: unknown[]) =>
    void done.push([name, ...given])
const deeds: TrayDeeds = {
  toggleTalk: note('toggleTalk'),
  chooseMicrophone: note('chooseMicrophone'),
  chooseProfile: note('chooseProfile'),
  choosePersona: note('choosePersona'),
  chooseMini: note('chooseMini'),
  showWindow: note('showWindow'),
  quit: note('quit'),
}
beforeEach(() => {
  done.length = 0
})

const items = (changed: Partial<TrayView> = {}) => trayMenu({ ...view, ...changed }, deeds)
const itemOf = (menu: MenuItemConstructorOptions[], label: string) => menu.find(item => item.label === label)
const submenu = (label: string, changed: Partial<TrayView> = {}) =>
  itemOf(items(changed), label)?.submenu as MenuItemConstructorOptions[]
const chosen = (label: string, changed: Partial<TrayView> = {}) =>
  submenu(label, changed)
    .filter(({ checked }) => checked)
    .map(item => item.label)
const click = (item: MenuItemConstructorOptions | undefined) => (item?.click as (() => void) | undefined)?.()

describe('the menu of the tray', () => {
  test('talks, chooses and opens, as it says', () => {
    for (const label of ['Talk', 'Open Parley', 'Quit Parley']) click(itemOf(items(), label))
    click(itemOf(submenu('Microphone'), 'Headset'))
    click(itemOf(submenu('Microphone'), 'System default'))
    click(itemOf(submenu('Endpoint'), 'R&&D'))
    click(itemOf(submenu('Persona'), 'Cook (host)'))
    click(itemOf(submenu('Mini window'), 'Always'))
    expect(done).toEqual([
      ...[['toggleTalk'], ['showWindow'], ['quit']],
      ...[
        ['chooseMicrophone', headset],
        ['chooseMicrophone', null],
      ],
      ...[
        ['chooseProfile', 'work'],
        ['choosePersona', 'host'],
        ['chooseMini', 'always'],
      ],
    ])
  })

  test('is another when something else stands under the same name', () => {
    const described = (deviceId: string) =>
      JSON.stringify(items({ presence: { ...initialPresence, microphones: [{ deviceId, label: 'Headset' }] } }))
    expect(described('a1')).not.toBe(described('a2'))
    expect(described('a1')).toBe(described('a1'))
  })

  test('marks what is chosen', () => {
    expect(['Microphone', 'Endpoint', 'Persona', 'Mini window'].map(label => chosen(label))).toEqual([
      ['System default'],
      ['R&&D'],
      ['Cook (cook)'],
      ['While talking in another program'],
    ])
  })

  test('has the microphone that is chosen, though it is not connected', () => {
    const microphone = { deviceId: 'gone', label: 'Desk & table' }
    expect(chosen('Microphone', { settings: { ...view.settings, microphone } })).toEqual(['Desk && table'])
  })

  test('has no item without a name', () => {
    expect(submenu('Microphone').map(({ label }) => label)).toEqual(['System default', 'Headset', 'Without a name'])
  })

  test('offers no endpoint that cannot be asked', () => {
    expect(submenu('Endpoint').map(({ label, enabled }) => [label, enabled])).toEqual([
      ['R&&D', true],
      ['Home', false],
    ])
  })

  test('says what Parley does, and offers to send while it records', () => {
    const says = presenceStates.map(state => {
      const menu = items({ presence: { ...view.presence, state } })
      return [state, menu[0]?.label, menu[2]?.label, trayTip({ ...initialPresence, state })]
    })
    expect(says).toEqual([
      ['idle', 'Ready', 'Talk', 'Parley: Ready'],
      ['listening', 'Recording', 'Stop and send', 'Parley: Recording'],
      ['sending', 'Sending', 'Talk', 'Parley: Sending'],
      ['speaking', 'Speaking', 'Talk', 'Parley: Speaking'],
      ['queued', 'A question waits to be sent', 'Talk', 'Parley: A question waits to be sent'],
      ['failed', 'The last question failed', 'Talk', 'Parley: The last question failed'],
    ])
  })
})
