import type { noticeWords as english } from '../../notice-words.ts'
import { count as counted } from './counts.ts'

/** `noticeWords` in Japanese. */
export const noticeWords: typeof english = {
  drafts_recovered: ({ count }) => `中断された${counted(count, '件の録音')}を下書きとして復元しました。`,
  replies_kept: ({ count }) => `中断された${counted(count, '件の返答')}を届いたところまで残しました。`,
  conversations_added: ({ count }) => `ライブラリが知らなかった${counted(count, '件の会話')}を追加しました。`,
  conversations_followed: ({ count }) => `${counted(count, '件の会話')}を、索引より内容の多いフォルダに合わせました。`,
  sounds_added: ({ count }) => `ライブラリが知らなかった${counted(count, '個の音声ファイル')}を追加しました。`,
  sounds_gone: ({ count }) =>
    `${counted(count, '個の音声ファイル')}がありません: Parley 以外の何かが削除したか移動しました。`,

  settings_unreadable: v => `設定を読めませんでした。${v.kept} として残し、初期設定を使います。`,
  spending_unreadable: v =>
    `支出の記録を読めませんでした。${v.kept} として残しました。合計はライブラリにある返答のものです。`,

  clock_doubted: () =>
    'このコンピュータの時計では 1 年以上何も話されていないため、古いものは取り除きませんでした。何が消えるかは「設定」の「履歴」で確かめられます。',
  trash_held: () =>
    'このコンピュータの時計では 1 年以上何も話されず、何も捨てられていないため、ゴミ箱は期限の過ぎたものを残しています。何か話すか、ゴミ箱を空にすると消えます。',
  proxy_address_missing: () =>
    'LITELLM_PROXY_KEY は設定されていますが、プロキシのアドレスがわからないため、練習相手が応答します。LITELLM_PROXY_BASE も設定するか、設定の「エンドポイント」でプロキシを追加してください。',
  start_not_understood: () => 'Parley がもう一度起動されましたが、渡された内容を理解できません。何も行っていません。',
  login_item_refused: v => `システムとの同時起動を変更できませんでした: ${v.path} に書き込めません。`,
  login_item_unallowed: () =>
    'macOS はまだログイン時に Parley を起動しません。システム設定、一般、ログイン項目で許可してください。',

  microphone_replaced: v => `${v.label} が接続されていません。代わりにシステムのデフォルトのマイクを使います。`,
  voice_missing: () => 'このシステムには、文字だけの返答を読み上げる声がありません。',
}
