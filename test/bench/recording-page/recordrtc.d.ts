/** What of RecordRTC is used here; it brings no types. */
declare module 'recordrtc' {
  /** A recording of a stream. */
  // biome-ignore lint/style/noDefaultExport: it is what the library exports.
  export default class RecordRTC {
    static StereoAudioRecorder: unknown
    constructor(
      stream: MediaStream,
      options: {
        type: 'audio'
        mimeType: 'audio/wav'
        recorderType: unknown
        numberOfAudioChannels: 1
        desiredSampRate: number
      },
    )
    startRecording(): void
    stopRecording(onStopped: () => void): void
    getBlob(): Blob
  }
}
