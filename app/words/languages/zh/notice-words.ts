import type { noticeWords as english } from '../../notice-words.ts'
import { count as counted } from './counts.ts'

/** `noticeWords` in Chinese. */
export const noticeWords: typeof english = {
  drafts_recovered: ({ count }) => `已将 ${counted(count, '段')}中断的录音恢复为草稿。`,
  replies_kept: ({ count }) => `已保留 ${counted(count, '条')}中断的回复，到其中断处为止。`,
  conversations_added: ({ count }) => `已将资料库原本不知道的 ${counted(count, '个对话')}加入资料库。`,
  conversations_followed: ({ count }) => `${counted(count, '个对话')}已改为与其文件夹一致，文件夹中的内容比索引更全。`,
  sounds_added: ({ count }) => `已将资料库原本不知道的 ${counted(count, '个声音文件')}加入资料库。`,
  sounds_gone: ({ count }) => `${counted(count, '个声音文件')}不见了：不是 Parley，而是别的程序删除或移动了它。`,

  settings_unreadable: v => `无法读取设置。它已保留为 ${v.kept}，现在使用默认设置。`,
  spending_unreadable: v => `无法读取花费记录。它已保留为 ${v.kept}，合计按资料库中的回复计算。`,

  clock_doubted: () =>
    '按这台电脑的时钟，一年多以来没有任何对话，因此没有移除旧内容。可在“设置”的“历史记录”中查看将移除的内容。',
  trash_held: () =>
    '按这台电脑的时钟，一年多以来没有任何对话，也没有丢弃任何内容，因此废纸篓保留了到期的内容。再次说话或清空废纸篓后才会清除。',
  proxy_address_missing: () =>
    '已设置 LITELLM_PROXY_KEY，但没有说明代理的地址，因此由练习伙伴回答。请同时设置 LITELLM_PROXY_BASE，或在设置的“端点”中添加该代理。',
  start_not_understood: () => 'Parley 再次启动时收到了无法理解的内容。没有执行任何操作。',
  login_item_refused: v => `无法更改随系统启动：不能写入 ${v.path}。`,
  login_item_unallowed: () => 'macOS 尚不会在登录时启动 Parley。请在系统设置的“通用”、“登录项”中允许。',

  microphone_replaced: v => `${v.label} 未连接。改用系统默认麦克风。`,
  voice_missing: () => '此系统没有可以朗读文字回复的声音。',
}
