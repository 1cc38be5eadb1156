import type { shortcutWords as english } from '../../shortcut-words.ts'

/** `shortcutWords` in Chinese. */
export const shortcutWords: typeof english = {
  title: '键盘快捷键',
  close: '关闭键盘快捷键',
  keys: { space: '空格', escape: 'Esc', enter: '回车', delete: 'Delete', shift: 'Shift', control: 'Ctrl' },
  talk: '按住说话，双击锁定',
  stop: '取消录音，或停止播放',
  search: '搜索所有文字',
  newConversation: '新对话',
  newPrivate: '新的私密对话',
  profiles: '选择由谁回答，再按数字键或方向键',
  personas: '选择模型扮演谁，方法相同',
  settings: '设置',
  replay: '重播上一条回复',
  sound: '播放或暂停当前声音',
  leap: '后退或前进 10 秒',
  step: '后退或前进 5 秒',
  beside: '上一段或下一段声音',
  sendDraft: '发送选中的草稿',
  discardDraft: '丢弃选中的草稿',
  rename: '重命名对话',
  trash: '删除当前或所选的对话',
  choose: '在列表中选择对话',
  newLine: '在消息中换行',
  leaveMessage: '离开消息框，以便用空格键说话',
  help: '这些快捷键',
}
