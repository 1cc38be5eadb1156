import type { StartName } from '../profiles/profiles.ts'
import type { ProxyFault } from '../profiles/proxy.ts'
import type { KeyStatus } from '../status.ts'
import { catalogue } from './catalogue.ts'

const kept: Record<NonNullable<KeyStatus['kept']>, string> = {
  keychain: 'sealed by the keychain',
  dpapi: 'sealed by Windows',
  keyring: 'sealed by the keyring',
  'session-only': 'for this session only',
  'plaintext-consented': 'in a file on this computer, not encrypted',
  environment: 'from the environment',
}

const starts: Record<StartName, { name: string; help: string }> = {
  openai: { name: 'OpenAI', help: 'Needs a key from platform.openai.com, under API keys.' },
  litellm: { name: 'LiteLLM proxy', help: 'Needs the proxy’s address and a key that may use its audio model.' },
  azure: {
    name: 'Azure OpenAI',
    help: 'The address names your resource and your deployment, which stands for the model; the key is the resource’s.',
  },
  openrouter: { name: 'OpenRouter', help: 'Needs a key from openrouter.ai. Replies come as a stream, always.' },
  llama: {
    name: 'llama.cpp',
    help: 'A server on this computer, started with `--mmproj`. It hears, and answers in words.',
  },
  vllmOmni: { name: 'vLLM-Omni', help: 'A server on this computer, at port 8091 or 8000. It hears and speaks.' },
  speaches: { name: 'Speaches', help: 'A server on this computer that puts a voice around a text model.' },
  other: { name: 'Another server', help: 'Any server that speaks OpenAI’s chat completions with audio.' },
}

const keyPresent = (lastFour: string) => (lastFour === '' ? 'A key is kept' : `A key ending in ${lastFour} is kept`)

/** What the window says about profiles where they are chosen and entered, which it does not begin with. */
export const profileWords = catalogue('profileWords', {
  list: 'Who answers',
  automatic: 'Automatic',
  automaticHint: (name: string) => `The first of these: ${name}`,
  fromEnvironment: 'from the environment',
  practiceHint: 'Built in, works without network or account. It repeats what it hears.',
  answers: 'Answers now',
  keyState: (lastFour: string, how: KeyStatus['kept']) =>
    `Key${lastFour === '' ? '' : ` ending in ${lastFour}`}${how === null ? '' : `, ${kept[how]}`}`,
  noKey: 'No key',

  add: 'Add a profile',
  edit: (name: string) => `Edit ${name}`,
  menuOf: (name: string) => `Menu of ${name}`,
  duplicate: 'Duplicate',
  copyName: (name: string) => `${name} (copy)`,
  keep: 'Keep as a profile',
  keepHint: 'Copies it with its key, so that it is there without the environment variables too.',
  remove: 'Remove',
  removed: (name: string) => `${name} was removed, with its key.`,
  undo: 'Undo',
  back: 'All profiles',
  starts,

  server: 'Server',
  name: 'Name',
  nameHint: 'Empty: the host',
  kind: 'Kind of server',
  kinds: {
    openai: 'OpenAI',
    litellm: 'LiteLLM proxy',
    azure: 'Azure OpenAI',
    openrouter: 'OpenRouter',
    local: 'Local',
    other: 'Another',
  },
  baseUrl: 'Base URL',
  baseUrlHint: 'Such as https://api.openai.com/v1',
  azureUrlHint: 'https://<resource>.openai.azure.com/openai/deployments/<deployment>',
  takeSuggestion: (url: string) => `Use ${url}`,
  apiVersion: 'API version',
  keyField: 'Key',
  keyNone: 'No key entered',
  keyPresent,
  keyKept: (lastFour: string, how: NonNullable<KeyStatus['kept']>) => `${keyPresent(lastFour)}, ${kept[how]}.`,
  keySave: 'Save key',
  keyClear: 'Clear key',
  keyHint: 'It goes to the base URL above and nowhere else, and is never shown again.',
  keyFile: 'Keep the key on this computer, in a file that only you can read',
  keyFileHint: 'The file is not encrypted. Without it, the key is forgotten when Parley ends.',
  unencrypted: (host: string) =>
    `What is sent to ${host}, the key too, can be read on the way: this address begins with http://.`,

  voiceAndModel: 'Model and voice',
  hears: 'Hears recordings',
  speaks: 'Speaks',
  said: { known: 'As known', yes: 'Yes', no: 'No' },
  saidHint:
    'What this model can do. As known: what its server lists, its name tells and asking has shown. Yes and No go before that.',
  transcriptionModel: 'Transcription model',
  transcriptionModelHint:
    'Puts recordings into words. Empty: gpt-4o-mini-transcribe. whisper-1 also tells when each word is said.',

  way: 'How it is asked',
  ways: { audio: 'With your recording itself', cascade: 'By way of words' },
  wayHints: {
    audio: 'The model hears your voice.',
    cascade:
      'For models that cannot hear: the server puts the recording into words, the model answers those, and the server reads the answer aloud. Each step may cost something.',
  },
  speechModel: 'Speech model',
  speechModelHint: 'Reads answers aloud. Empty: gpt-4o-mini-tts',

  transfer: 'How sound travels',
  format: 'Replies as',
  formats: {
    automatic: 'Automatic',
    pcm16: 'PCM',
    wav: 'WAV',
    mp3: 'MP3',
    flac: 'FLAC',
    opus: 'Opus',
    aac: 'AAC',
  },
  streaming: 'Replies arrive',
  streamings: { automatic: 'Automatic', on: 'While they are made', off: 'When they are whole' },
  upload: 'Recordings as',
  uploads: {
    wav: 'WAV, while you speak',
    mp3: 'MP3, while you speak (a sixth of the data)',
    'mp3-small': 'Small MP3, while you speak (a twelfth of the data)',
    whole: 'WAV, when they are whole',
  },
  timeout: 'Longest wait',
  timeoutUsual: 'As usual',
  seconds: (n: number) => `${n} s`,

  account: 'Account and headers',
  organization: 'Organisation',
  project: 'Project',
  accountHint: 'Sent only when entered here, never from an environment variable.',
  headers: 'Headers that are sent too',
  headerName: 'Header name',
  headerValue: 'Value',
  headerAdd: 'Add header',
  headerKept: 'value kept',
  headerMissing: 'value not kept, so it is not sent: add it again',
  headerRemove: (name: string) => `Remove the header ${name}`,
  headersHint: 'Their values are kept like the key and are never shown again.',

  proxy: 'Proxy',
  proxyModes: { environment: 'As the environment says', address: 'This one', none: 'None' },
  proxyHints: {
    environment: 'HTTPS_PROXY and NO_PROXY count, for https:// alone.',
    address: 'Such as proxy.example:3128. Only https:// goes through it, encrypted from here to the server.',
    none: 'Servers are reached straight.',
  },
  proxyAddress: 'Address of the proxy',
  proxyFaults: {
    'no-address': 'That is no address. Write a host and a port, such as proxy.example:3128.',
    'has-password':
      'A name and a password are kept nowhere. Write such an address into the variable HTTPS_PROXY instead.',
  } satisfies Record<ProxyFault, string>,

  menu: 'Who answers',
  onlyHere: 'For this conversation only',
  manage: 'Profiles …',
})
