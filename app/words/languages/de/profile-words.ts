import type { StartName } from '../../../profiles/profiles.ts'
import type { KeyStatus } from '../../../status.ts'
import { formatNumber } from '../../platform-formats.ts'
import type { profileWords as english } from '../../profile-words.ts'

const kept: Record<NonNullable<KeyStatus['kept']>, string> = {
  keychain: 'versiegelt vom Schlüsselbund',
  dpapi: 'versiegelt von Windows',
  keyring: 'versiegelt vom Schlüsselbund',
  'session-only': 'nur für diese Sitzung',
  'plaintext-consented': 'in einer Datei auf diesem Computer, unverschlüsselt',
  environment: 'aus der Umgebung',
}

const starts: Record<StartName, { name: string; help: string }> = {
  openai: { name: 'OpenAI', help: 'Braucht einen Schlüssel von platform.openai.com, unter „API keys“.' },
  litellm: {
    name: 'LiteLLM-Proxy',
    help: 'Braucht die Adresse des Proxys und einen Schlüssel, der sein Audiomodell verwenden darf.',
  },
  azure: {
    name: 'Azure OpenAI',
    help: 'Die Adresse nennt die Ressource und die Bereitstellung, die für das Modell steht; der Schlüssel ist der der Ressource.',
  },
  openrouter: {
    name: 'OpenRouter',
    help: 'Braucht einen Schlüssel von openrouter.ai. Antworten kommen immer fortlaufend.',
  },
  llama: {
    name: 'llama.cpp',
    help: 'Ein Server auf diesem Computer, gestartet mit `--mmproj`. Er hört und antwortet mit Text.',
  },
  vllmOmni: {
    name: 'vLLM-Omni',
    help: 'Ein Server auf diesem Computer, an Port 8091 oder 8000. Er hört und spricht.',
  },
  speaches: { name: 'Speaches', help: 'Ein Server auf diesem Computer, der einem Textmodell eine Stimme gibt.' },
  other: { name: 'Ein anderer Server', help: 'Jeder Server, der OpenAIs Chat Completions mit Audio spricht.' },
}

const keyPresent = (lastFour: string) =>
  lastFour === '' ? 'Schlüssel gespeichert' : `Schlüssel mit der Endung ${lastFour} gespeichert`

/** `profileWords` in German. */
export const profileWords: typeof english = {
  list: 'Wer antwortet',
  automatic: 'Automatisch',
  automaticHint: name => `Das erste von diesen: ${name}`,
  fromEnvironment: 'aus der Umgebung',
  practiceHint: 'Eingebaut, funktioniert ohne Netz und Konto. Er wiederholt, was er hört.',
  answers: 'Antwortet jetzt',
  keyState: (lastFour, how) =>
    `Schlüssel${lastFour === '' ? '' : ` mit der Endung ${lastFour}`}${how === null ? '' : `, ${kept[how]}`}`,
  noKey: 'Kein Schlüssel',

  add: 'Profil hinzufügen',
  edit: name => `${name} bearbeiten`,
  menuOf: name => `Menü von ${name}`,
  duplicate: 'Duplizieren',
  copyName: name => `${name} (Kopie)`,
  keep: 'Als Profil behalten',
  keepHint: 'Kopiert es mit seinem Schlüssel, damit es auch ohne die Umgebungsvariablen da ist.',
  remove: 'Entfernen',
  removed: name => `${name} wurde mit seinem Schlüssel entfernt.`,
  undo: 'Rückgängig',
  back: 'Alle Profile',
  starts,

  server: 'Server',
  name: 'Name',
  nameHint: 'Leer: der Host',
  kind: 'Art des Servers',
  kinds: {
    openai: 'OpenAI',
    litellm: 'LiteLLM-Proxy',
    azure: 'Azure OpenAI',
    openrouter: 'OpenRouter',
    local: 'Lokal',
    other: 'Ein anderer',
  },
  baseUrl: 'Basis-URL',
  baseUrlHint: 'Etwa https://api.openai.com/v1',
  azureUrlHint: 'https://<Ressource>.openai.azure.com/openai/deployments/<Bereitstellung>',
  takeSuggestion: url => `${url} verwenden`,
  apiVersion: 'API-Version',
  keyField: 'Schlüssel',
  keyNone: 'Kein Schlüssel eingegeben',
  keyPresent,
  keyKept: (lastFour, how) => `${keyPresent(lastFour)}, ${kept[how]}.`,
  keySave: 'Schlüssel speichern',
  keyClear: 'Schlüssel löschen',
  keyHint: 'Er geht an die Basis-URL oben und nirgends sonst hin und wird nie wieder angezeigt.',
  keyFile: 'Schlüssel auf diesem Computer aufbewahren, in einer Datei, die niemand sonst lesen kann',
  keyFileHint: 'Die Datei ist nicht verschlüsselt. Ohne sie ist der Schlüssel vergessen, wenn Parley endet.',
  unencrypted: host =>
    `Was an ${host} gesendet wird, auch der Schlüssel, kann unterwegs mitgelesen werden: Diese Adresse beginnt mit http://.`,

  voiceAndModel: 'Modell und Stimme',
  hears: 'Hört Aufnahmen',
  speaks: 'Spricht',
  said: { known: 'Wie bekannt', yes: 'Ja', no: 'Nein' },
  saidHint:
    'Was dieses Modell kann. Wie bekannt: was sein Server angibt, sein Name verrät und das Fragen gezeigt hat. Ja und Nein gehen dem vor.',
  transcriptionModel: 'Transkriptionsmodell',
  transcriptionModelHint:
    'Wandelt Aufnahmen in Text um. Leer: gpt-4o-mini-transcribe. whisper-1 sagt auch, wann jedes Wort fällt.',

  way: 'Wie gefragt wird',
  ways: { audio: 'Mit der Aufnahme selbst', cascade: 'Über Text' },
  wayHints: {
    audio: 'Das Modell hört die Stimme.',
    cascade:
      'Für Modelle, die nicht hören: Der Server wandelt die Aufnahme in Text um, das Modell beantwortet ihn, und der Server liest die Antwort vor. Jeder Schritt kann etwas kosten.',
  },
  speechModel: 'Modell zum Vorlesen',
  speechModelHint: 'Liest Antworten vor. Leer: gpt-4o-mini-tts',

  transfer: 'Wie Ton übertragen wird',
  format: 'Antworten als',
  formats: {
    automatic: 'Automatisch',
    pcm16: 'PCM',
    wav: 'WAV',
    mp3: 'MP3',
    flac: 'FLAC',
    opus: 'Opus',
    aac: 'AAC',
  },
  streaming: 'Antworten kommen',
  streamings: { automatic: 'Automatisch', on: 'Während sie entstehen', off: 'Als Ganzes' },
  upload: 'Aufnahmen als',
  uploads: {
    wav: 'WAV, beim Sprechen',
    mp3: 'MP3, beim Sprechen (ein Sechstel der Daten)',
    'mp3-small': 'Kleines MP3, beim Sprechen (ein Zwölftel der Daten)',
    whole: 'WAV, wenn sie fertig sind',
  },
  timeout: 'Längste Wartezeit',
  timeoutUsual: 'Wie üblich',
  seconds: n => formatNumber(n, { style: 'unit', unit: 'second' }),

  account: 'Konto und Header',
  organization: 'Organisation',
  project: 'Projekt',
  accountHint: 'Wird nur gesendet, wenn es hier eingegeben ist, nie aus einer Umgebungsvariable.',
  headers: 'Header, die mitgesendet werden',
  headerName: 'Name des Headers',
  headerValue: 'Wert',
  headerAdd: 'Header hinzufügen',
  headerKept: 'Wert gespeichert',
  headerMissing: 'Wert nicht gespeichert, wird darum nicht gesendet: neu hinzufügen',
  headerRemove: name => `Header ${name} entfernen`,
  headersHint: 'Ihre Werte werden wie der Schlüssel aufbewahrt und nie wieder angezeigt.',

  proxy: 'Proxy',
  proxyModes: { environment: 'Wie die Umgebung sagt', address: 'Dieser', none: 'Keiner' },
  proxyHints: {
    environment: 'Es gelten HTTPS_PROXY und NO_PROXY, nur für https://.',
    address: 'Etwa proxy.example:3128. Nur https:// geht hindurch, verschlüsselt von hier bis zum Server.',
    none: 'Server werden direkt erreicht.',
  },
  proxyAddress: 'Adresse des Proxys',
  proxyFaults: {
    'no-address': 'Das ist keine Adresse. Geschrieben werden Host und Port, etwa proxy.example:3128.',
    'has-password':
      'Name und Passwort werden nirgends aufbewahrt. Eine solche Adresse stattdessen in die Variable HTTPS_PROXY schreiben.',
  },

  menu: 'Wer antwortet',
  onlyHere: 'Nur für diese Unterhaltung',
  manage: 'Profile …',
}
