import { expect, test } from 'vitest'
import { type ContextPlace, contextMenu } from '../../../../main/desktop/presence/context-menu.ts'

const nothing = {
  ...{ canUndo: false, canRedo: false, canCut: false, canCopy: false, canPaste: false, canSelectAll: false },
}
const menuAt = (place: Partial<ContextPlace>) =>
  contextMenu({ isEditable: false, selectionText: '', editFlags: nothing, ...place })

/** Names of what can be chosen there. */
const offered = (place: Partial<ContextPlace>) =>
  menuAt(place)?.flatMap(({ label, enabled }) => (label !== undefined && enabled ? [label] : []))

test('a field offers what can be done with it, and shows the rest', () => {
  const editFlags = { ...nothing, canPaste: true, canSelectAll: true }
  expect(offered({ isEditable: true, editFlags })).toEqual(['Paste', 'Select All'])
  expect(menuAt({ isEditable: true, editFlags })?.map(({ role }) => role)).toEqual([
    ...['undo', 'redo', undefined, 'cut', 'copy', 'paste', undefined, 'selectAll'],
  ])
})

test('of a field whose text is hidden nothing can be copied', () => {
  const editFlags = { ...nothing, canPaste: true }
  expect(offered({ isEditable: true, selectionText: 'sk-key', editFlags })).toEqual(['Paste'])
})

test('words that are chosen can be copied', () => {
  expect(offered({ selectionText: 'golden', editFlags: { ...nothing, canCopy: true } })).toEqual(['Copy'])
})

test.each(['', ' \n'])('elsewhere there is no menu: “%s”', selectionText => {
  expect(menuAt({ selectionText })).toBeNull()
})
