import type { PresenceState } from '../app/desktop/presence.ts'
import type { TrayStyle } from '../app/desktop/tray-icon.ts'

/** The colours of an icon for one kind of bar: of the shape and of its mark. States never differ by colour alone: each has its own mark. */
const inks: Record<TrayStyle, { body: string; record: string; reply: string; caution: string }> = {
  template: { body: '#000', record: '#000', reply: '#000', caution: '#000' },
  light: { body: '#2b2925', record: '#c4351f', reply: '#1f6b67', caution: '#8a5800' },
  dark: { body: '#f2efe9', record: '#ff6b52', reply: '#74d6cb', caution: '#f0bb5e' },
}

/** The handset, 16 by 16: an antenna, and a body with a window for the mark. */
const BODY = 'M4.5 1.2a.9.9 0 0 1 .9.9V4.4h5.1a2 2 0 0 1 2 2v6.9a2 2 0 0 1-2 2H5.6a2 2 0 0 1-2-2V2.1a.9.9 0 0 1 .9-.9Z'

/** The mark is cut out of the body, so that a mask of one colour shows it too. */
const marks: Record<PresenceState, string> = {
  idle: '<g stroke="#000" stroke-width="1.1" stroke-linecap="round"><path d="M6 9.2v1.6M8 8v4M10 9.2v1.6"/></g>',
  listening: '<circle cx="8" cy="10" r="2.6" fill="#000"/>',
  sending:
    '<path d="M8 13V7.4M5.9 9.3 8 7.2l2.1 2.1" fill="none" stroke="#000" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round"/>',
  speaking:
    '<path d="M5.3 8.6h1.2L8.6 6.9v6.2L6.5 11.4H5.3Z" fill="#000"/><path d="M9.9 8.4q1 1.6 0 3.2" fill="none" stroke="#000" stroke-width="1.1" stroke-linecap="round"/>',
  queued:
    '<g fill="#000"><circle cx="5.7" cy="10" r=".95"/><circle cx="8" cy="10" r=".95"/><circle cx="10.3" cy="10" r=".95"/></g>',
  failed: '<g fill="none" stroke="#000" stroke-width="1.5" stroke-linecap="round"><path d="M8 7v3.2M8 12.9v.1"/></g>',
}

/** The icon of the tray in one state, as SVG of 16 by 16. */
export function traySvg(state: PresenceState, style: TrayStyle): string {
  const { body, record, reply, caution } = inks[style]
  const colours: Record<PresenceState, string> = {
    idle: body,
    listening: record,
    sending: body,
    speaking: reply,
    queued: body,
    failed: caution,
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
    <mask id="mark"><rect width="16" height="16" fill="#fff"/>${marks[state]}</mask>
    <path fill="${colours[state]}" mask="url(#mark)" d="${BODY}"/>
  </svg>`
}
