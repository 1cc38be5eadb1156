import type { privateWords as english } from '../../keeping-words.ts'

/** Private conversations in the Chinese catalogue `words`. */
export const privateWords: typeof english = {
  title: '私密对话',
  note: '私密：仅保存在内存中，关闭后消失',
  close: '关闭私密对话',
  closeShort: '关闭',
  emptyText: '回答照常播出，在关闭此对话或窗口之前可以再次收听。任何内容都不会写入磁盘、转成文字或被搜索到。',
  emptyEndpoint: name => `由 ${name} 回答，它可能会保留收到的内容。`,
}
