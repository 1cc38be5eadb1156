import type { personaWords as english } from '../../persona-words.ts'
import { formatNumber } from '../../platform-formats.ts'

const atSpeed = (speed: number) => `${formatNumber(speed, {})}×`

/** `personaWords` in Japanese. */
export const personaWords: typeof english = {
  builtInName: '思慮深い話し相手',
  list: 'モデルの人物像',
  hint: 'ペルソナは、会話の前にモデルへ伝える内容と、使うモデル・声・速さです。それぞれが Markdown ファイルで、どこでも編集でき、人に渡すこともできます。',
  folder: folder => `ペルソナは ${folder} にあります。`,
  faults: '読み込まず、そのままにしたもの',
  inUse: '使用中',
  builtIn: '内蔵',
  asks: ({ model, voice, speed }) =>
    [model, voice, speed === 1 ? '' : atSpeed(speed)].filter(part => part !== '').join(' · ') ||
    'プロファイルのモデルと声',
  atSpeed,

  add: '新しいペルソナ',
  newName: '新しいペルソナ',
  import: 'ファイルを読み込む…',
  edit: name => `${name} を編集`,
  menuOf: name => `${name} のメニュー`,
  duplicate: '複製',
  copyName: name => `${name}（コピー）`,
  export: 'ファイルとして書き出す',
  remove: '取り除く',
  reset: '内蔵の内容に戻す',
  removed: name => `${name} を取り除きました。`,
  undo: '元に戻す',
  back: 'すべてのペルソナ',

  name: '名前',
  nameMissing: 'ペルソナには名前が必要です。',
  instructions: '指示',
  instructionsHint: '会話の前にモデルへ伝える内容',
  ofProfile: '空欄: プロファイルと同じ',
  speed: '速さ',
  speedHint: '保存した返答を再生する速さ。高さは変わりません。届いている途中の返答は、モデルが話すとおりに再生します。',

  menu: 'モデルの人物像',
  manage: 'ペルソナ…',
  buttonTitle: (name, isHereOnly) => (isHereOnly ? `この会話でのみ ${name}` : `モデルは ${name}`),
  gone: name => `選んだペルソナはなくなりました: 代わりに ${name} を使います`,

  asked: (name, what) => `ペルソナ「${name}」は「${what}」を求めています。`,
  useProfilesModel: 'プロファイルのモデルを使う',
  useProfilesVoice: 'プロファイルの声を使う',
}
