import type { cascadeWords as english } from '../../cascade-words.ts'

/** `cascadeWords` in Chinese. */
export const cascadeWords: typeof english = {
  offer: '通过文字提问',
  explain: (name, model) =>
    `${name} 把录音转成文字，“${model}”回答这段文字，再由 ${name} 朗读回答。模型听不到你的声音，每一步都可能产生费用，而且此配置会一直如此，直到你在设置中更改。`,
  accept: '好，就这样提问',
  refuse: '不用',
}
