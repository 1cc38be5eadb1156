/** What the settings say about talking and hearing, which the window does not begin with. */
export const talkingWords = {
  mode: 'Talk button and key',
  modes: { hold: 'Hold', toggle: 'Toggle', hybrid: 'Hybrid' },
  modeHints: {
    hold: 'Recorded while held. A double tap locks it.',
    toggle: 'One press starts, the next sends.',
    hybrid: 'A short tap latches, a longer hold sends on release.',
  },
  tail: 'Record on after release',
  tailHint: 'Keeps the last syllable',
  longest: 'Longest recording',
  milliseconds: (n: number) => `${n} ms`,
  warm: 'Keep the microphone open after a turn',
  warmOff: 'Off',
  asSound: 'Earlier questions sent again as sound',

  noiseSuppression: 'Noise suppression',
  noiseSuppressionHint: 'Off records exactly what the microphone hears.',
  autoplay: 'Play replies as they arrive',
  speakTyped: 'Speak replies to typed messages',
  speakText: 'Say replies in words alone with the system’s voice',
}
