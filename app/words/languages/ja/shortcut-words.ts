import type { shortcutWords as english } from '../../shortcut-words.ts'

/** `shortcutWords` in Japanese. */
export const shortcutWords: typeof english = {
  title: 'キーボードショートカット',
  close: 'キーボードショートカットを閉じる',
  keys: { space: 'スペース', escape: 'Esc', enter: 'Enter', delete: 'Delete', shift: 'Shift', control: 'Ctrl' },
  talk: '押している間話す、2 回押すとロック',
  stop: '録音を取り消す、または再生を止める',
  search: 'すべての文字を検索',
  newConversation: '新しい会話',
  newPrivate: '新しいプライベート会話',
  profiles: '答える相手を選ぶ（続けて数字か矢印）',
  personas: 'ペルソナを選ぶ（同様）',
  settings: '設定',
  replay: '最後の返答をもう一度再生',
  sound: '現在の音声を再生または一時停止',
  leap: '10 秒戻る、または進む',
  step: '5 秒戻る、または進む',
  beside: '前または次の音声',
  sendDraft: '選んだ下書きを送信',
  discardDraft: '選んだ下書きを破棄',
  rename: '会話の名前を変更',
  trash: '現在の、または選択した会話を削除',
  choose: '一覧で会話を選択',
  newLine: 'メッセージ内で改行',
  leaveMessage: 'メッセージ欄を離れ、スペースキーで話せるようにする',
  help: 'このショートカット一覧',
}
