import { catalogue } from './catalogue.ts'
/** What the setup of a first start says, which the window does not begin with. */
export const setupWords = catalogue('setupWords', {
  label: 'Setup',
  skip: 'Skip setup',
  next: 'Next',
  back: 'Back',
  done: 'Start talking',
  step: (n: number, of: number) => `Step ${n} of ${of}`,
  endpointTitle: 'Who shall answer?',
  endpointText:
    'The practice partner works at once and needs no account. An endpoint of your own can be entered now or at any time in Settings.',
  endpointOther: 'Enter an endpoint',
  microphoneTitle: 'Hear yourself',
  microphoneText: 'Make sure that your voice arrives. Nothing of it is kept or sent.',
  keyTitle: 'Hold Space for a moment',
  keyText: 'Both marks should appear. This is how you talk.',
  keyDown: 'down',
  keyUp: 'up',
  keyWaiting: 'Waiting for the key',
  keyWorks: 'The key works',
  doneTitle: 'Ready',
  doneText: 'Hold Space, ask something, let go.',
})
