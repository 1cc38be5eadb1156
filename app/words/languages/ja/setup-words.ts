import type { setupWords as english } from '../../setup-words.ts'

/** `setupWords` in Japanese. */
export const setupWords: typeof english = {
  label: '初期設定',
  skip: '初期設定をスキップ',
  next: '次へ',
  back: '戻る',
  done: '話し始める',
  step: (n, of) => `ステップ ${n} / ${of}`,
  endpointTitle: '誰に答えてもらいますか？',
  endpointText:
    '練習相手はすぐに使え、アカウントは要りません。自分のエンドポイントは、今でも、あとから設定でも入力できます。',
  endpointOther: 'エンドポイントを入力',
  microphoneTitle: '自分の声を聞く',
  microphoneText: '声が届いていることを確かめます。保存も送信もしません。',
  keyTitle: 'スペースキーを少しの間押す',
  keyText: '2 つの印が出れば成功です。話すときもこうします。',
  keyDown: '押した',
  keyUp: '離した',
  keyWaiting: 'キーを待っています',
  keyWorks: 'キーが使えます',
  doneTitle: '準備完了',
  doneText: 'スペースキーを押したまま質問し、離します。',
}
