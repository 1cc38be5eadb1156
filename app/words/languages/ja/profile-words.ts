import type { StartName } from '../../../profiles/profiles.ts'
import type { KeyStatus } from '../../../status.ts'
import { formatNumber } from '../../platform-formats.ts'
import type { profileWords as english } from '../../profile-words.ts'

const kept: Record<NonNullable<KeyStatus['kept']>, string> = {
  keychain: 'キーチェーンで保護',
  dpapi: 'Windows で保護',
  keyring: 'キーリングで保護',
  'session-only': 'このセッションのみ',
  'plaintext-consented': 'このコンピュータのファイルに、暗号化せずに保存',
  environment: '環境変数から',
}

const starts: Record<StartName, { name: string; help: string }> = {
  openai: { name: 'OpenAI', help: 'platform.openai.com の「API keys」にあるキーが必要です。' },
  litellm: {
    name: 'LiteLLM プロキシ',
    help: 'プロキシのアドレスと、その音声モデルを使えるキーが必要です。',
  },
  azure: {
    name: 'Azure OpenAI',
    help: 'アドレスがリソースとデプロイを示し、デプロイがモデルの代わりになります。キーはリソースのものです。',
  },
  openrouter: { name: 'OpenRouter', help: 'openrouter.ai のキーが必要です。返答は常に少しずつ届きます。' },
  llama: {
    name: 'llama.cpp',
    help: '`--mmproj` を付けて起動した、このコンピュータのサーバー。聞いて、文字で答えます。',
  },
  vllmOmni: {
    name: 'vLLM-Omni',
    help: 'このコンピュータのサーバー、ポート 8091 か 8000。聞いて話します。',
  },
  speaches: { name: 'Speaches', help: 'このコンピュータのサーバー。文字のモデルに声を付けます。' },
  other: { name: 'ほかのサーバー', help: '音声付きの OpenAI Chat Completions に対応する任意のサーバー。' },
}

const keyPresent = (lastFour: string) => (lastFour === '' ? 'キーを保存済み' : `末尾 ${lastFour} のキーを保存済み`)

/** `profileWords` in Japanese. */
export const profileWords: typeof english = {
  list: '答える相手',
  automatic: '自動',
  automaticHint: name => `この中の最初のもの: ${name}`,
  fromEnvironment: '環境変数から',
  practiceHint: '内蔵。ネットワークもアカウントも不要です。聞いたことを繰り返します。',
  answers: '現在の相手',
  keyState: (lastFour, how) =>
    `キー${lastFour === '' ? '' : `（末尾 ${lastFour}）`}${how === null ? '' : `、${kept[how]}`}`,
  noKey: 'キーなし',

  add: 'プロファイルを追加',
  edit: name => `${name} を編集`,
  menuOf: name => `${name} のメニュー`,
  duplicate: '複製',
  copyName: name => `${name}（コピー）`,
  keep: 'プロファイルとして保存',
  keepHint: 'キーごとコピーするので、環境変数がなくても使えます。',
  remove: '取り除く',
  removed: name => `${name} をキーとともに取り除きました。`,
  undo: '元に戻す',
  back: 'すべてのプロファイル',
  starts,

  server: 'サーバー',
  name: '名前',
  nameHint: '空欄: ホスト名',
  kind: 'サーバーの種類',
  kinds: {
    openai: 'OpenAI',
    litellm: 'LiteLLM プロキシ',
    azure: 'Azure OpenAI',
    openrouter: 'OpenRouter',
    local: 'ローカル',
    other: 'その他',
  },
  baseUrl: '基本 URL',
  baseUrlHint: '例: https://api.openai.com/v1',
  azureUrlHint: 'https://<リソース>.openai.azure.com/openai/deployments/<デプロイ>',
  takeSuggestion: url => `${url} を使う`,
  apiVersion: 'API バージョン',
  keyField: 'キー',
  keyNone: 'キーは未入力',
  keyPresent,
  keyKept: (lastFour, how) => `${keyPresent(lastFour)}、${kept[how]}。`,
  keySave: 'キーを保存',
  keyClear: 'キーを消去',
  keyHint: '上の基本 URL にだけ送られ、ほかへは送られず、再び表示されることもありません。',
  keyFile: 'キーをこのコンピュータの、自分だけが読めるファイルに保存する',
  keyFileHint: 'ファイルは暗号化されません。保存しない場合、Parley を終了するとキーは失われます。',
  unencrypted: host =>
    `${host} に送るものは、キーも含めて、途中で読まれるおそれがあります: このアドレスは http:// で始まっています。`,

  voiceAndModel: 'モデルと声',
  hears: '録音を聞ける',
  speaks: '話せる',
  said: { known: '分かっているとおり', yes: 'はい', no: 'いいえ' },
  saidHint:
    'このモデルにできること。「分かっているとおり」は、サーバーの一覧、名前、これまでの質問から分かったことです。「はい」と「いいえ」が優先されます。',
  transcriptionModel: '文字起こしモデル',
  transcriptionModelHint: '録音を文字に起こします。空欄: gpt-4o-mini-transcribe。whisper-1 は各語の時刻も示します。',

  way: '質問の方法',
  ways: { audio: '録音そのもので', cascade: '文字を介して' },
  wayHints: {
    audio: 'モデルが声を聞きます。',
    cascade:
      '聞けないモデルのための方法です。サーバーが録音を文字に起こし、モデルがそれに答え、サーバーが答えを読み上げます。各段階で料金がかかることがあります。',
  },
  speechModel: '読み上げモデル',
  speechModelHint: '答えを読み上げます。空欄: gpt-4o-mini-tts',

  transfer: '音声の送り方',
  format: '返答の形式',
  formats: {
    automatic: '自動',
    pcm16: 'PCM',
    wav: 'WAV',
    mp3: 'MP3',
    flac: 'FLAC',
    opus: 'Opus',
    aac: 'AAC',
  },
  streaming: '返答の届き方',
  streamings: { automatic: '自動', on: '作られながら', off: 'まとめて' },
  upload: '録音の形式',
  uploads: {
    wav: 'WAV、話しながら',
    mp3: 'MP3、話しながら（データは 6 分の 1）',
    'mp3-small': '小さい MP3、話しながら（データは 12 分の 1）',
    whole: 'WAV、終わってから',
  },
  timeout: '最長の待ち時間',
  timeoutUsual: '通常どおり',
  seconds: n => formatNumber(n, { style: 'unit', unit: 'second', unitDisplay: 'long' }),

  account: 'アカウントとヘッダー',
  organization: '組織',
  project: 'プロジェクト',
  accountHint: 'ここに入力したときだけ送ります。環境変数からは送りません。',
  headers: '一緒に送るヘッダー',
  headerName: 'ヘッダー名',
  headerValue: '値',
  headerAdd: 'ヘッダーを追加',
  headerKept: '値は保存済み',
  headerMissing: '値が保存されていないため送られません: もう一度追加してください',
  headerRemove: name => `ヘッダー ${name} を取り除く`,
  headersHint: '値はキーと同じように保存され、再び表示されることはありません。',

  proxy: 'プロキシ',
  proxyModes: { environment: '環境変数に従う', address: '指定する', none: '使わない' },
  proxyHints: {
    environment: 'HTTPS_PROXY と NO_PROXY に従います（https:// のみ）。',
    address: 'proxy.example:3128 のように書きます。https:// だけが通り、ここからサーバーまで暗号化されています。',
    none: 'サーバーに直接接続します。',
  },
  proxyAddress: 'プロキシのアドレス',
  proxyFaults: {
    'no-address': 'アドレスではありません。proxy.example:3128 のようにホストとポートを書いてください。',
    'has-password':
      'ユーザー名とパスワードは保存されません。そのようなアドレスは環境変数 HTTPS_PROXY に書いてください。',
  },

  menu: '答える相手',
  onlyHere: 'この会話でのみ',
  manage: 'プロファイル…',
}
