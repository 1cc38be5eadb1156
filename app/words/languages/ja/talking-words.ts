import { formatNumber } from '../../platform-formats.ts'
import type { talkingWords as english } from '../../talking-words.ts'

/** `talkingWords` in Japanese. */
export const talkingWords: typeof english = {
  mode: '話すボタンとキー',
  modes: { hold: '押し続ける', toggle: '切り替え', hybrid: '両用' },
  modeHints: {
    hold: '押している間録音します。2 回押すとロックします。',
    toggle: '1 回押すと始まり、もう 1 回で送信します。',
    hybrid: '短く押すとロックし、長く押すと離したときに送信します。',
  },
  globalKey: 'どのアプリでも使えるキー',
  globalKeyHint: '例: Control+Alt+Space。空欄: なし。',
  globalKeyPress: '押して指定…',
  globalKeyAwaited: 'いまキーを押してください',
  hooksGlobalKey: 'そのキーを 2 回押す代わりに押し続ける',
  hooksGlobalKeyHint:
    'Parley の独立した部分（libuiohook、LGPL 3）がすべてのキーを見て、このキーを押した時と離した時だけを伝えます。ほかのアプリにもキーは届きます。文字は US キーボードでの位置で数えます。',
  takesEscape: 'Esc もどのアプリでも効かせる',
  takesEscapeHint:
    'ほかのアプリで録音している間や返答を聞いている間、Esc は Parley だけに届き、録音を取り消すか返答を止めます。',
  globalKeyFaults: {
    unknown: 'Parley の知らないキーです。Control+Alt+Space のように、修飾キーとキーを書いてください。',
    typing: 'そのキーは文字の入力に必要です。Control、Alt、Super を加えるか、F13〜F24 を使ってください。',
    everyday: 'そのキーは多くのアプリが使っています。修飾キーをもう 1 つ加えてください。',
  },
  globalKeyHold: trigger =>
    trigger === '' ? '押している間話せます。' : `押している間話せます。システムでの名前: ${trigger}`,
  globalKeyObstacles: {
    'needs-desktop-app': 'どのアプリでも使えるキーにはデスクトップアプリが必要です。',
    'not-chosen': 'キーは選ばれていません。',
    'not-a-key': '設定ファイルのキーは使えません。別のキーを入力してください。',
    taken: '別のアプリがそのキーを使っています。別のキーを選んでください。',
    'releases-unseen': '押すと始まり、もう一度押すと送信します。このシステムは離したことを知らせません。',
    'no-session-bus':
      'D-Bus でデスクトップに接続できません。デスクトップのキーボード設定で `parley --toggle` にキーを割り当ててください。',
    'portal-missing':
      'このデスクトップはアプリにシステム全体のキーを与えません。デスクトップのキーボード設定で `parley --toggle` にキーを割り当ててください。',
    'portal-refused':
      'デスクトップは Parley にこのキーを与えないよう設定されています。別のキーを選ぶか、Parley を起動し直してもう一度確認を受けてください。',
    'portal-failed':
      'デスクトップがキーを割り当てられませんでした。別のキーを選ぶか、デスクトップのキーボード設定で `parley --toggle` に割り当ててください。',
    'hook-missing':
      '押すと始まり、もう一度押すと送信します。押し続けたことを知る仕組みは、この種類のコンピュータにはありません。',
    'hook-not-allowed':
      '押すと始まり、もう一度押すと送信します。押し続けるには macOS の許可が必要です: システム設定、プライバシーとセキュリティ、アクセシビリティ。',
    'hook-failed':
      '押すと始まり、もう一度押すと送信します。押し続けたことを知る仕組みが止まりました。オフにしてからオンにすると、もう一度試します。',
  },
  tail: '離したあとも録音を続ける',
  tailHint: '最後の音節を残します',
  longest: '最長の録音',
  sentEarly: '話しながら送信',
  sentEarlyHint: 'これより長い録音は終わってから送ります。',
  sentEarlyOff: 'オフ',
  sentEarlyUpTo: duration => `${duration}まで`,
  milliseconds: n => formatNumber(n, { style: 'unit', unit: 'millisecond', unitDisplay: 'long' }),
  warm: '質問のあともマイクを開いておく',
  warmOff: 'オフ',
  asSound: '音声のまま再送する以前の質問',

  noiseSuppression: 'ノイズ抑制',
  noiseSuppressionHint: 'オフにすると、マイクが拾う音をそのまま録音します。',
  autoplay: '返答が届いたらすぐ再生',
  speakTyped: '入力したメッセージへの返答も音声にする',
  speakText: '文字だけの返答をシステムの声で読み上げる',
}
