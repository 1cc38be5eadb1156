import type { privateWords as english } from '../../keeping-words.ts'

/** Private conversations in the Japanese catalogue `words`. */
export const privateWords: typeof english = {
  title: 'プライベート会話',
  note: 'プライベート: メモリだけに保持し、閉じると消えます',
  close: 'プライベート会話を閉じる',
  closeShort: '閉じる',
  emptyText:
    '答えはいつもどおり音声で返り、この会話かウインドウを閉じるまで聞き直せます。ディスクへの書き込み、文字起こし、検索の対象にはなりません。',
  emptyEndpoint: name => `${name} が答えます。送られたものを保持することがあります。`,
}
