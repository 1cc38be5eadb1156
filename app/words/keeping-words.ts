/** What the window says about conversations that leave no trace. A part of `words`. */
export const privateWords = {
  title: 'Private conversation',
  note: 'Private: kept in memory only, gone when you close it',
  close: 'Close private conversation',
  closeShort: 'Close',
  emptyText:
    'The answer is spoken as ever, and can be heard again until you close this conversation or the window. Nothing is written to the disk, put into words or found by the search.',
  emptyEndpoint: (name: string) => `${name} answers, and may keep what it is sent.`,
}
