import type { Words } from '../../words.ts'
import { conversationWords } from './conversation-words.ts'
import { costWords } from './cost-words.ts'
import { count } from './counts.ts'
import { privateWords } from './keeping-words.ts'
import { outboxWords } from './outbox-words.ts'
import { transferWords } from './transfer-words.ts'
import { turnWords } from './turn-words.ts'

/** `words` in Japanese. */
export const words: Words = {
  appName: 'Parley',
  ...conversationWords,
  ...turnWords,
  ...outboxWords,

  talk: {
    area: '話す・入力する',
    button: '押して話す',
    phases: {
      idle: '準備完了',
      arming: '準備中',
      recording: '録音中',
      locked: '録音中（ハンズフリー）',
      tail: '録音中',
      sending: '送信中',
      speaking: '再生中',
    },
    unheard: 'マイクを使えません',
    undone: 'うまくいきませんでした',
    hints: {
      'hold-to-talk': '押している間話せます。2 回押すとロックします。',
      'escape-again': 'もう一度 Esc で破棄',
      'too-short': '短すぎます。話す間は押し続けてください。',
      silent: '音が聞こえませんでした。下書きとして残します。',
      'too-long': '最長の録音時間に達しました。下書きとして残します。',
      'draft-kept': '下書きとして残しました。Enter で送信、Esc で破棄。',
    },
    recording: '録音中',
    recordedFor: title => `「${title}」のために録音中`,
    recordedNew: '別の新しい会話のために録音中',
    recordedPrivate: 'プライベート会話のために録音中',
    showRecorded: '表示',
    joined: '次の質問と一緒に送られます',
    sendJoined: '今すぐ送信',
    hold: 'スペースキーかボタンを押したまま話す',
    toggle: 'スペースキーかボタンを押す',
    releaseToSend: '離すと送信。上へ滑らせるとロック、左で取り消し。',
    keyToSend: 'スペースキーを離すと送信、Esc で取り消し',
    pressToSend: 'もう一度押すと送信、Esc で取り消し',
    stopKey: 'Esc で停止',
    countdown: ms => `残り ${count(Math.ceil(ms / 1000), '秒')}`,
    stop: '停止',
    stopReply: '返答を止める',
    open: 'マイクが開いています',
    warm: '次の録音をすぐ始められるよう、マイクは少しの間開いたままになります',
  },

  transfer: transferWords,

  cost: costWords,

  failure: {
    retry: 'もう一度試す',
    openSettings: '設定を開く',
    retryElsewhere: '別のモデルに質問',
    changeModel: 'モデルを変更…',
    changeMicrophone: 'マイクを変更',
    delete: '削除',
    dismiss: '閉じる',
    reconnect: '接続し直す',
    noAnswer: 'ここでは応答がありません。',
  },

  composer: {
    box: 'メッセージ',
    placeholder: '文字を入力、または音声をドロップ…',
    attach: '音声ファイルを添付',
    send: 'メッセージを送信',
    drop: 'WAV か MP3、Parley の書き出し、またはペルソナをドロップ',
    reading: (name, isWaitedFor) => `${name} を読み込み中${isWaitedFor ? '、続けて送信します' : ''}`,
    progress: '添付のアップロード',
    remove: name => `${name} を取り除く`,
  },

  microphone: {
    label: 'マイク',
    systemDefault: 'システムのデフォルト',
    defaultNamed: name => `システムのデフォルト（${name}）`,
    missing: name => `${name}（未接続）`,
    unnamed: n => `マイク ${n}`,
  },

  speaker: {
    label: 'スピーカー',
    unnamed: n => `スピーカー ${n}`,
    volume: '音量',
  },

  test: {
    start: 'マイクをテスト',
    states: {
      idle: '3 秒間録音して再生します。',
      recording: '話してください…',
      playing: 'このように聞こえました。',
      silent: '音が届きませんでした。別のマイクを選ぶか、消音になっていないか確かめてください。',
      done: '自分の声に聞こえたら、使えます。',
    },
  },

  settings: {
    title: '設定',
    close: '設定を閉じる',
    pages: {
      endpoint: 'エンドポイント',
      personas: 'ペルソナ',
      sound: 'マイクと音声',
      talking: '話し方',
      history: '履歴',
      cost: '料金',
      appearance: '表示',
      about: '情報',
    },
  },

  endpoint: {
    now: '現在の相手',
    key: source => ({ 'no key': 'キーなし', Settings: 'キー: 設定' })[source] ?? `キー: ${source}`,
    detail: (host, model, voice) => [host, model, voice].filter(part => part !== '').join(' · '),
    gone: name => `この会話のプロファイルはなくなりました。今は ${name} が答えます。`,
    goneAccept: 'このまま続ける',
    goneChoose: '別のものを選ぶ',
    kinds: { practice: '練習相手', environment: '環境変数', custom: '独自' },
  },

  private: privateWords,

  appearance: {
    theme: 'テーマ',
    themes: { system: 'システムに合わせる', light: 'ライト', dark: 'ダーク' },
    language: '言語',
    systemLanguage: 'システムに合わせる',
  },

  about: {
    version: version => `バージョン ${version}`,
    text: 'キーを押したまま話し、離すと、モデル自身の声で答えが返ります。',
    diagnostics: '診断情報',
    diagnosticsHint: 'キーも、話した内容も含みません。',
    licenses: 'Parley が使用しているソフトウェアのライセンス',
    copy: '診断情報をコピー',
    copied: 'コピーしました',
  },

  showShortcuts: 'キーボードショートカット',

  notices: { dismiss: '通知を閉じる' },

  connecting: '接続中…',
}
