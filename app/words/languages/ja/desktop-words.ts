import type { PresenceState } from '../../../desktop/presence.ts'
import type { desktopWords as english } from '../../desktop-words.ts'

const states: Record<PresenceState, string> = {
  idle: '準備完了',
  listening: '録音中',
  sending: '送信中',
  speaking: '再生中',
  queued: '質問が送信を待っています',
  failed: '最後の質問に失敗しました',
}

/** `desktopWords` in Japanese. */
export const desktopWords: typeof english = {
  tray: {
    states,
    tip: state => `Parley: ${state}`,
    talk: '話す',
    stop: '止めて送信',
    microphone: 'マイク',
    systemDefault: 'システムのデフォルト',
    endpoint: 'エンドポイント',
    persona: 'ペルソナ',
    unnamed: '名前なし',
    mini: 'ミニウインドウ',
    open: 'Parley を開く',
    quit: 'Parley を終了',
  },

  menu: {
    about: 'Parley について',
    settings: '設定…',
    file: 'ファイル',
    newConversation: '新しい会話',
    newPrivate: '新しいプライベート会話',
    shortcuts: 'キーボードショートカット',
    edit: '編集',
    view: '表示',
    window: 'ウインドウ',
    help: 'ヘルプ',
    roles: {
      undo: '取り消す',
      redo: 'やり直す',
      cut: 'カット',
      copy: 'コピー',
      paste: 'ペースト',
      pasteAndMatchStyle: 'ペーストしてスタイルを合わせる',
      delete: '削除',
      selectAll: 'すべてを選択',
      resetZoom: '実際のサイズ',
      zoomIn: '拡大',
      zoomOut: '縮小',
      togglefullscreen: 'フルスクリーン',
      minimize: '最小化',
      zoom: '拡大/縮小',
      front: 'すべてを手前に移動',
      close: 'ウインドウを閉じる',
      services: 'サービス',
      hide: 'Parley を隠す',
      hideOthers: 'ほかを隠す',
      unhide: 'すべてを表示',
    },
  },

  starts: {
    refused: flag => `Parley は ${flag} を付けて起動できません。`,
    link: 'Parley はリンクを開きません。何も行いませんでした。',
    valued: flag => `${flag} に値は付けられません。`,
    several: flags => `一度に 1 つだけ指定してください: ${flags.join(' または ')}。`,
    notRunning: {
      stop: 'Parley は動いていないため、止めるものがありません。',
      cancel: 'Parley は動いていないため、取り消すものがありません。',
    },
  },

  ending: {
    title: 'Parley を終了します',
    windowFailed: 'ウインドウが 1 分以内に 2 回停止しました。話した内容は保存されています。',
  },

  chooseFolder: 'ライブラリのフォルダを選択',

  leaving: {
    question: 'Parley を閉じて、プライベート会話を破棄しますか？',
    detail: '話した内容はほかのどこにも保存されておらず、元に戻せません。',
    stay: '閉じない',
    leave: '閉じて破棄',
  },

  reveal: { macos: 'Finder に表示', windows: 'エクスプローラーに表示', linux: 'ファイルに表示' },

  advice: {
    open: 'システム設定を開く',
    macos: 'この Mac では: システム設定 › プライバシーとセキュリティ › マイク。',
    windows:
      'Windows では: 設定 › プライバシーとセキュリティ › マイク ›「デスクトップ アプリがマイクにアクセスできるようにする」。',
    startAgain: 'システムで許可されました。Parley を終了し、もう一度起動してください。',
    flatpak: 'Flatpak は許可がないと音を聞けません: flatpak override --user --socket=pulseaudio org.parley.Parley',
    snap: 'Snap は接続しないと音を聞けません: snap connect parley:audio-record',
    noSoundServer: 'アプリが音を聞くための PipeWire にも PulseAudio にも接続できません。どちらかを起動してください。',
  },

  miniStates: { ...states, queued: '待機中', failed: '返答なし' },
  miniTitle: 'Parley ミニウインドウ',
  miniTalk: '押して話す',
  miniOpen: 'Parley を開く',
  miniHide: 'ミニウインドウを隠す',
  miniLegend: 'ミニウインドウ',
  miniChoices: { auto: 'ほかのアプリで話している間', always: '常に', never: '表示しない' },
  staysInTray: 'ウインドウを閉じても Parley をトレイに残す',
  staysInTrayHint: 'どのアプリでも使えるキーは引き続き使えます。',
  noTray: 'このデスクトップはトレイアイコンを表示しないため、ウインドウを閉じると Parley は終了します。',
  opensAtLogin: 'システムと同時に、ウインドウを出さずに起動',

  updates: {
    question:
      'Parley の新しいバージョンを確認しますか？1 日に 1 回 Parley のページに問い合わせます。利用者については何も伝えません。',
    yes: '確認する',
    no: '確認しない',
    look: '新しいバージョンを確認する',
    lookHint:
      '1 日に 1 回 Parley のページに問い合わせます。利用者については何も伝えません。望むまで何もダウンロードしません。',
    lookNow: '今すぐ確認',
    linkHint: 'この Parley は自動では置き換わりません。',
    openPage: 'Parley のページを開く',
    phases: {
      off: '',
      resting: '',
      looking: '確認しています…',
      newest: '新しいバージョンはありません。',
      waiting: '誰も話していないときにダウンロードします。',
      fetching: 'ダウンロードしています…',
    },
    available: version => `バージョン ${version} があります。`,
    show: '変更点',
    fetch: version => `バージョン ${version} をダウンロード`,
    ready: version => `バージョン ${version} の準備ができました。Parley を終了すると置き換わります。`,
    news: version => `バージョン ${version} の変更点`,
    faults: {
      unreachable: 'Parley のページに接続できませんでした。後でもう一度試してください。',
      'not-there': 'Parley のページに、このシステム用のバージョンがありません。',
      damaged: '届いたものが不完全なため破棄しました。後でもう一度試してください。',
      foreign: '届いたものに Parley の作者の署名がないため破棄しました。',
      'no-room': '新しいバージョンを入れる空きがディスクにありません。',
      failed: '新しいバージョンをダウンロードできませんでした。後でもう一度試してください。',
    },
  },
}
