import { cut } from './known-reply.ts'

const base64 = (bytes: Buffer) => bytes.toString('base64')

/** The ways in which servers write the base64 of the pieces of a sound, one text for each event. */
export const base64Ways = {
  urlSafe: (pieces: readonly Buffer[]) => pieces.map(piece => piece.toString('base64url')),
  unpadded: (pieces: readonly Buffer[]) => pieces.map(piece => base64(piece).replace(/=+$/, '')),
  /** Every event holds what should have been two. */
  paddingInside: (pieces: readonly Buffer[]) =>
    pieces.map(piece => base64(piece.subarray(0, 1000)) + base64(piece.subarray(1000))),
  inLines: (pieces: readonly Buffer[]) => pieces.map(piece => cut(base64(piece), [76]).join('\r\n')),
  /** One text for the whole sound, cut at letters and not at bytes. */
  cutAnywhere: (pieces: readonly Buffer[]) => cut(base64(Buffer.concat(pieces)), [4097, 1, 1023]),
  asDataUrl: (pieces: readonly Buffer[]) => pieces.map(piece => `data:audio/pcm;base64,${base64(piece)}`),
}
