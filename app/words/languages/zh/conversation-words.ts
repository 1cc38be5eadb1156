import type { conversationWords as english } from '../../conversation-words.ts'
import { formatBytes, formatDay, formatDuration, formatTime } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { count, countConversations, countTurns, formatProgress } from './counts.ts'

const HOUR_MS = 3600 * 1000
const DAY_MS = 24 * HOUR_MS

/** Conversations in the Chinese catalogue `words`. */
export const conversationWords: typeof english = {
  sidebar: {
    search: '搜索对话',
    searchPlaceholder: '搜索',
    list: '对话',
    newConversation: '新对话',
    newPrivate: '新的私密对话',
    drafts: '草稿',
    draftCount: n => `草稿（${formatNumber(n, {})}）`,
    archived: '已归档',
    trash: '废纸篓',
    settings: '设置',
    open: '显示对话列表',
    close: '隐藏对话列表',
    none: '提问之后，对话会出现在这里。',
    detail: conversation => conversation.snippet || countTurns(conversation.turnCount),
  },

  search: {
    help: '按回车键查找最佳匹配，用 ↑ 和 ↓ 逐个浏览。可以这样缩小范围：',
    filters: ['“一句话”', 'from:me', 'from:reply', 'after:2026-01-31', 'before:2026', 'voice:', 'model:'],
    results: '搜索结果',
    summary: (n, isAll) => (isAll ? count(n, '处') : `前 ${count(n, '处')}`),
    newest: '最新优先',
    best: '最佳匹配',
    nothing: text => `没有找到“${text.trim()}”`,
    nothingHint: '词越少，找到的越多。输入时，只写词的开头也可以。',
    saidBy: (isMine, at, now) => `${isMine ? '我' : '回复'} · ${formatDay(at, now)} ${formatTime(at)}`,
    playFrom: ms => `从 ${formatDuration(ms)} 开始播放`,
    tooLittle: '内容太少，无法搜索：请输入一个汉字或两个字母。符号和表情不参与搜索。',
    dateUnclear: typed => `无法理解 ${typed}。日期应写成 2026-01-31、2026-01 或 2026。`,
  },

  conversation: {
    log: '对话',
    untitled: '新对话',
    wordless: '语音消息',
    continued: title => (title.endsWith('（续）') ? title : `${title}（续）`),
    menu: '对话菜单',
    menuOf: title => `“${title}”的菜单`,
    size: (bytes, turnCount) => `${formatBytes(bytes)} · ${countTurns(turnCount)}`,
    rename: '重命名',
    titleField: '标题',
    titleHint: '留空：使用开头的文字',
    pin: '置顶',
    unpin: '取消置顶',
    pinned: '置顶',
    archive: '归档',
    unarchive: '取消归档',
    isArchived: '已归档',
    delete: '删除',
    answering: (model, voice, isByWords = false) =>
      [isByWords ? '通过文字' : '', model, voice].filter(part => part !== '').join(' · '),
    answeringTitle: (name, isHereOnly) => `${isHereOnly ? '仅在此对话中由' : '由'} ${name} 回答。打开配置列表`,
    emptyTitle: '按住空格键提问',
    emptyTitleToggle: '按一下空格键提问',
    emptyText: '松开即发送。回答会以语音播出，双方的声音都会保留。',
    emptyTextToggle: '再按一下即发送。回答会以语音播出，双方的声音都会保留。',
    emptyPractice: '已连接练习伙伴：它会重复听到的内容，无需账户即可试用一切功能。',
    emptyEndpoint: name => `由 ${name} 回答。`,
  },

  undo: {
    discarded: '录音已丢弃',
    deleted: '已删除',
    trashed: n => (n === 1 ? '对话已移到废纸篓' : `${countConversations(n)}已移到废纸篓`),
    archived: n => (n === 1 ? '对话已归档' : `${countConversations(n)}已归档`),
    undo: '撤销',
  },

  selection: {
    begin: '选择对话',
    select: '选择',
    bar: '已选择的对话',
    count: n => `已选择 ${count(n, '个')}`,
    all: '全选',
    end: '结束选择',
  },

  archive: {
    placeTitle: '已归档',
    placeText: '暂时收起的对话。它们和其他对话一样保留，也能搜索到。',
    list: '已归档的对话',
    none: '没有归档的对话。',
  },

  trash: {
    placeTitle: '废纸篓',
    placeText: '删除的内容在这里保留 30 天，丢弃的录音保留一天。',
    list: '已删除的对话和问答',
    none: '废纸篓是空的。',
    empty: '清空废纸篓',
    restore: '恢复',
    restored: n => `已恢复 ${countConversations(n)}`,
    restoredTurn: '已恢复',
    delete: '永久删除',
    deleted: '已永久删除',
    isHere: goes => `此对话在废纸篓中，${goes}。`,
    goes: (purgeAt, now) => {
      const ms = purgeAt - now
      if (ms > DAY_MS) return `${count(Math.ceil(ms / DAY_MS), '天')}后删除`
      return `${count(Math.max(1, Math.ceil(ms / HOUR_MS)), '小时')}后删除`
    },
    askConversation: title => `永久删除“${title}”？`,
    askConversations: n => `永久删除 ${countConversations(n)}？`,
    askTurn: '永久删除这轮问答？',
    askEverything: '清空废纸篓？',
    warnConversation: (bytes, turnCount) =>
      `${countTurns(turnCount)}以及所有录音和回复（${formatBytes(bytes)}）将被删除，无法恢复。`,
    warnConversations: (titles, more, bytes) => {
      const rest = more > 0 ? `等另外 ${count(more, '个')}` : ''
      return `${titles.map(title => `“${title}”`).join('、')}${rest}（${formatBytes(bytes)}）将被删除，无法恢复。`
    },
    warnTurn: said => `${said}：文字和声音都将被删除，无法恢复。`,
    warnEverything: (conversationCount, turnCount, bytes) => {
      const single = turnCount > 0 ? [count(turnCount, '轮单独的问答')] : []
      const counted = [
        ...(conversationCount > 0 || turnCount === 0 ? [countConversations(conversationCount)] : []),
        ...single,
      ]
      return `${counted.join('和 ')}（${formatBytes(bytes)}）将被删除，无法恢复。`
    },
    keep: '保留',
  },

  history: {
    use: '磁盘占用',
    recordings: '录音和回复',
    recordingsCount: (conversationCount, turnCount) =>
      `${countConversations(conversationCount)}，${countTurns(turnCount)}`,
    trash: '废纸篓',
    index: '索引',
    free: '此磁盘的可用空间',
    measuring: '正在统计…',
    hint: dataFolder =>
      `对话是按日期存放在文件夹中的 WAV 文件，旁边有索引。设置保存在 ${dataFolder}；用 --data 启动 Parley 可使用其他位置。`,
  },

  move: {
    isIn: '资料库位于',
    wasIn: '资料库原先位于',
    to: '将资料库移到',
    hint: '空文件夹的完整路径，也可以在另一块磁盘上。移动期间可以继续说话。',
    move: '移动',
    choose: '选择…',
    elsewhere: '资料库所在位置',
    use: '使用此文件夹',
    cancel: '取消',
    progress: '移动进度',
    bytes: formatProgress,
    goesOn: '这可能需要一点时间。',
    phases: {
      copying: folder => `正在将资料库拷贝到 ${folder}。全部到位之前，资料库留在原处。`,
      verifying: folder => `正在将 ${folder} 中的每个文件与原件比对。`,
      waiting: () => '就快完成：正在等待当前的说话和回答结束。',
      removing: folder => `资料库现在位于 ${folder}。正在从原处移除。`,
    },
    unfinished: {
      said: folder => `移到 ${folder} 的操作中断了。资料库仍在原处。`,
      goOn: '继续',
      giveUp: '放弃',
    },
    unremoved: {
      said: folder => `资料库已移动，但 ${folder} 中的内容未能全部移除。`,
      goOn: '重试',
      giveUp: '留在那里',
    },
    moved: from => `资料库已从 ${from} 移出。`,
    left: (from, paths) => `不属于 Parley 的内容留在了 ${from}：${paths.join('、')}。`,
    damaged: paths => `以下声音与保存时不同，而且在移动之前就已如此：${paths.join('、')}。`,
  },
}
