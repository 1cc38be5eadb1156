import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron/main'
import { desktopWords } from '../../../app/words/desktop-words.ts'

/** What is known of the place where the menu was asked for. */
export type ContextPlace = Pick<ContextMenuParams, 'isEditable' | 'selectionText'> & {
  editFlags: Pick<
    ContextMenuParams['editFlags'],
    'canUndo' | 'canRedo' | 'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll'
  >
}

/**
 * The menu of text in the window, which Electron leaves to programs: what can be done with a field or with selected text. Null when there
 * is nothing to offer.
 */
export function contextMenu({
  isEditable,
  selectionText,
  editFlags: can,
}: ContextPlace): MenuItemConstructorOptions[] | null {
  const { roles } = desktopWords.menu
  const item = (role: keyof typeof roles & MenuItemConstructorOptions['role'], enabled: boolean) => ({
    ...{ role, label: roles[role], enabled },
  })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  if (!isEditable) return selectionText.trim() === '' ? null : [item('copy', can.canCopy)]
  return [
    ...[item('undo', can.canUndo), item('redo', can.canRedo), line],
    ...[item('cut', can.canCut), item('copy', can.canCopy), item('paste', can.canPaste), line],
    item('selectAll', can.canSelectAll),
  ]
}
