import { sheet } from '../../state/window.ts'
import { lazily } from './lazily.tsx'

const DeleteSheet = lazily(later => later.DeleteSheet)
const ExportSheet = lazily(later => later.ExportSheet)
const RetentionSheet = lazily(later => later.RetentionSheet)
const SettingsSheet = lazily(later => later.SettingsSheet)
const ShortcutsSheet = lazily(later => later.ShortcutsSheet)

/** The sheet above the window, if there is one. */
export function Sheets() {
  const { value: shown } = sheet
  switch (shown.name) {
    case 'none':
      return null
    case 'settings':
      return <SettingsSheet page={shown.page} />
    case 'shortcuts':
      return <ShortcutsSheet />
    case 'delete':
      return <DeleteSheet doomed={shown.doomed} />
    case 'export':
      return <ExportSheet conversations={shown.conversations} />
    case 'retention':
      return <RetentionSheet policy={shown.policy} preview={shown.preview} />
  }
}
