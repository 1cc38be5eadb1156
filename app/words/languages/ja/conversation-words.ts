import type { conversationWords as english } from '../../conversation-words.ts'
import { formatBytes, formatDay, formatDuration, formatTime } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { count, countConversations, countTurns, formatProgress } from './counts.ts'

const HOUR_MS = 3600 * 1000
const DAY_MS = 24 * HOUR_MS

/** Conversations in the Japanese catalogue `words`. */
export const conversationWords: typeof english = {
  sidebar: {
    search: '会話を検索',
    searchPlaceholder: '検索',
    list: '会話',
    newConversation: '新しい会話',
    newPrivate: '新しいプライベート会話',
    drafts: '下書き',
    draftCount: n => `下書き（${formatNumber(n, {})}）`,
    archived: 'アーカイブ',
    trash: 'ゴミ箱',
    settings: '設定',
    open: '会話一覧を表示',
    close: '会話一覧を隠す',
    none: '質問すると、会話がここに表示されます。',
    detail: conversation => conversation.snippet || countTurns(conversation.turnCount),
  },

  search: {
    help: 'Enter で最も近い結果を探し、↑ と ↓ で移動します。絞り込むには次を使います:',
    filters: ['"語句"', 'from:me', 'from:reply', 'after:2026-01-31', 'before:2026', 'voice:', 'model:'],
    results: '検索結果',
    summary: (n, isAll) => (isAll ? count(n, '件') : `最初の ${count(n, '件')}`),
    newest: '新しい順',
    best: '一致度順',
    nothing: text => `「${text.trim()}」は見つかりませんでした`,
    nothingHint: '語を減らすと、より多く見つかります。入力中は、語の先頭だけでもかまいません。',
    saidBy: (isMine, at, now) => `${isMine ? '自分' : '返答'} · ${formatDay(at, now)} ${formatTime(at)}`,
    playFrom: ms => `${formatDuration(ms)} から再生`,
    tooLittle:
      'これだけでは検索できません。かな・漢字は 1 文字、英字は 2 文字から検索できます。記号と絵文字は検索されません。',
    dateUnclear: typed => `${typed} を理解できません。日付は 2026-01-31、2026-01、2026 のように書きます。`,
  },

  conversation: {
    log: '会話',
    untitled: '新しい会話',
    wordless: '音声メッセージ',
    continued: title => (title.endsWith('（続き）') ? title : `${title}（続き）`),
    menu: '会話のメニュー',
    menuOf: title => `「${title}」のメニュー`,
    size: (bytes, turnCount) => `${formatBytes(bytes)} · ${countTurns(turnCount)}`,
    rename: '名前を変更',
    titleField: 'タイトル',
    titleHint: '空欄: 最初の言葉',
    pin: 'ピンで固定',
    unpin: '固定を解除',
    pinned: '固定',
    archive: 'アーカイブ',
    unarchive: 'アーカイブから戻す',
    isArchived: 'アーカイブ済み',
    delete: '削除',
    answering: (model, voice, isByWords = false) =>
      [isByWords ? '文字を介して' : '', model, voice].filter(part => part !== '').join(' · '),
    answeringTitle: (name, isHereOnly) =>
      `${isHereOnly ? 'この会話でのみ ' : ''}${name} が答えます。プロファイルを開きます`,
    emptyTitle: 'スペースキーを押したまま質問',
    emptyTitleToggle: 'スペースキーを押して質問',
    emptyText: '離すと送信されます。答えは音声で返り、両方の声が保存されます。',
    emptyTextToggle: 'もう一度押すと送信されます。答えは音声で返り、両方の声が保存されます。',
    emptyPractice: '練習相手につながっています。聞いたことを繰り返すので、アカウントなしですべてを試せます。',
    emptyEndpoint: name => `${name} が答えます。`,
  },

  undo: {
    discarded: '録音を破棄しました',
    deleted: '削除しました',
    trashed: n => (n === 1 ? '会話をゴミ箱に入れました' : `${countConversations(n)}をゴミ箱に入れました`),
    archived: n => (n === 1 ? '会話をアーカイブしました' : `${countConversations(n)}をアーカイブしました`),
    undo: '元に戻す',
  },

  selection: {
    begin: '会話を選択',
    select: '選択',
    bar: '選択した会話',
    count: n => `${count(n, '件')}を選択`,
    all: 'すべて選択',
    end: '選択を終了',
  },

  archive: {
    placeTitle: 'アーカイブ',
    placeText: '片付けた会話です。ほかの会話と同じように保存され、検索でも見つかります。',
    list: 'アーカイブした会話',
    none: 'アーカイブは空です。',
  },

  trash: {
    placeTitle: 'ゴミ箱',
    placeText: '削除したものは 30 日間、破棄した録音は 1 日ここに残ります。',
    list: '削除した会話とやり取り',
    none: 'ゴミ箱は空です。',
    empty: 'ゴミ箱を空にする',
    restore: '復元',
    restored: n => `${countConversations(n)}を復元しました`,
    restoredTurn: '復元しました',
    delete: '完全に削除',
    deleted: '完全に削除しました',
    isHere: goes => `この会話はゴミ箱にあり、${goes}。`,
    goes: (purgeAt, now) => {
      const ms = purgeAt - now
      if (ms > DAY_MS) return `${count(Math.ceil(ms / DAY_MS), '日後')}に消えます`
      return `${count(Math.max(1, Math.ceil(ms / HOUR_MS)), '時間後')}に消えます`
    },
    askConversation: title => `「${title}」を完全に削除しますか？`,
    askConversations: n => `${countConversations(n)}を完全に削除しますか？`,
    askTurn: 'このやり取りを完全に削除しますか？',
    askEverything: 'ゴミ箱を空にしますか？',
    warnConversation: (bytes, turnCount) =>
      `${countTurns(turnCount)}とすべての録音・返答（${formatBytes(bytes)}）が削除され、元に戻せません。`,
    warnConversations: (titles, more, bytes) => {
      const rest = more > 0 ? `ほか ${count(more, '件')}` : ''
      return `${titles.map(title => `「${title}」`).join('、')}${rest}（${formatBytes(bytes)}）が削除され、元に戻せません。`
    },
    warnTurn: said => `${said}: 文字も音声も削除され、元に戻せません。`,
    warnEverything: (conversationCount, turnCount, bytes) => {
      const single = turnCount > 0 ? [count(turnCount, '件の個別のやり取り')] : []
      const counted = [
        ...(conversationCount > 0 || turnCount === 0 ? [countConversations(conversationCount)] : []),
        ...single,
      ]
      return `${counted.join('と ')}（${formatBytes(bytes)}）が削除され、元に戻せません。`
    },
    keep: '残す',
  },

  history: {
    use: 'ディスクの使用量',
    recordings: '録音と返答',
    recordingsCount: (conversationCount, turnCount) =>
      `${countConversations(conversationCount)}、${countTurns(turnCount)}`,
    trash: 'ゴミ箱',
    index: '索引',
    free: 'このディスクの空き',
    measuring: '計算中…',
    hint: dataFolder =>
      `会話は日付ごとのフォルダに WAV ファイルで保存され、索引が添えられます。設定は ${dataFolder} にあります。別の設定を使うには --data を付けて Parley を起動します。`,
  },

  move: {
    isIn: 'ライブラリの場所',
    wasIn: 'ライブラリのあった場所',
    to: 'ライブラリの移動先',
    hint: '空のフォルダの完全なパス。別のディスクでもかまいません。移動中も話せます。',
    move: '移動',
    choose: '選択…',
    elsewhere: 'ライブラリのある場所',
    use: 'このフォルダを使う',
    cancel: 'キャンセル',
    progress: '移動の進行状況',
    bytes: formatProgress,
    goesOn: '少し時間がかかることがあります。',
    phases: {
      copying: folder => `ライブラリを ${folder} にコピーしています。すべて揃うまでは元の場所にあります。`,
      verifying: folder => `${folder} の各ファイルを元のファイルと比べています。`,
      waiting: () => 'あと少しです。いま話していることと答えが終わるのを待っています。',
      removing: folder => `ライブラリは ${folder} に移りました。元の場所から取り除いています。`,
    },
    unfinished: {
      said: folder => `${folder} への移動が中断されました。ライブラリは元の場所にあります。`,
      goOn: '続ける',
      giveUp: 'やめる',
    },
    unremoved: {
      said: folder => `ライブラリを移動しました。${folder} にあったものの一部を取り除けませんでした。`,
      goOn: 'もう一度試す',
      giveUp: 'そのままにする',
    },
    moved: from => `ライブラリを ${from} から移動しました。`,
    left: (from, paths) => `Parley のものではないため ${from} に残したもの: ${paths.join('、')}。`,
    damaged: paths => `次の音声は保存したときと異なり、移動の前からそうでした: ${paths.join('、')}。`,
  },
}
