import type { cascadeWords as english } from '../../cascade-words.ts'

/** `cascadeWords` in Japanese. */
export const cascadeWords: typeof english = {
  offer: '文字を介して質問',
  explain: (name, model) =>
    `${name} が録音を文字に起こし、「${model}」がその文字に答え、${name} が答えを読み上げます。モデルは声を聞かず、各段階で料金がかかることがあります。設定で変更するまで、このプロファイルではこの方法が使われます。`,
  accept: 'はい、この方法で質問',
  refuse: 'いいえ',
}
