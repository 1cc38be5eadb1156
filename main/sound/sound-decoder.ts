/** Decodes a sound while its bytes come. */
export interface SoundDecoder {
  /** Takes the next bytes, any number of them, and gives the pcm that they complete. What is damaged is passed over. */
  push(bytes: Uint8Array): Promise<Uint8Array>
  /** The rest. */
  finish(): Promise<Uint8Array>
  /** Gives back what it took; to be called when it is needed no more, finished or not. */
  close(): void
}
