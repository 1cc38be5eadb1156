import type { Step } from '../../../turns/turn-times.ts'
import { formatDuration, formatMilliseconds, formatSeconds, formatTime, formatTook, sayDuration } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import type { turnWords as english } from '../../turn-words.ts'
import { count } from './counts.ts'

const stepNames: Partial<Record<Step, string>> = {
  sent: '问题已发送',
  headers: '开始回答',
  firstWords: '最初的文字',
  firstSound: '最初的声音到达',
  sounded: '听到最初的声音',
  end: '全部到达',
}

const failed = '失败'

const timesWords: (typeof english)['turn']['times'] = {
  soon: ({ sounded, firstSound, firstWords }) => {
    const [sound, text] = [sounded ?? firstSound, firstWords]
    if (sound !== null) return `${formatTook(sound)} 后有声音`
    return text === null ? null : `${formatTook(text)} 后有文字`
  },
  label: soon => `用时：${soon}`,
  failedAfter: ms => `${formatTook(ms)} 后失败`,
  detail: (times, { isSpoken, hasFailed }) => {
    const { pressed, firstSample } = times
    const opened = pressed !== null && firstSample !== null ? firstSample - pressed : null
    const heard = opened === null ? '' : `按下按键 ${formatMilliseconds(opened)}后收到第一个采样。`
    const said = Object.entries(stepNames).flatMap(([step, name]) => {
      const ms = times[step as Step]
      return ms === null ? [] : [`${step === 'end' && hasFailed ? failed : name} ${formatMilliseconds(ms)}`]
    })
    return `${heard}${isSpoken ? '自松开起' : '自提问起'}：${said.join('，')}。`
  },
}

const sides = { recording: '录音', reply: '回复' }

/** Turns, replay and drafts in the Chinese catalogue `words`. */
export const turnWords: typeof english = {
  turn: {
    you: '我',
    reply: '回复',
    yours: at => `${formatTime(at)} 的提问`,
    voiceMessage: ms => `语音消息 ${formatDuration(ms)}`,
    voiceReply: ms => `语音回复 ${formatDuration(ms)}`,
    attachment: name => `附件：${name}`,
    textReply: '文字回复',
    sayIt: '朗读',
    heardUntil: ms => `听到 ${formatDuration(ms)}`,
    stoppedAtOnce: '刚开始就停止',
    incomplete: '不完整',
    missing: ms => `麦克风中断，缺少 ${formatSeconds(ms)}`,
    expired: { sound: '声音已不再保留', words: '文字已不再保留' },
    times: timesWords,
    unanswered: n => `此前已发送 ${count(n, '次')}但没有得到回答。那也可能已经计费。`,
    waiting: '正在等待回复',
    stopped: '在收到回复之前已停止。',
    ask: '提问',
    playOf: side => `播放${sides[side]}`,
    pauseOf: side => `暂停${sides[side]}`,
    seek: side => `${sides[side]}中的位置`,
    position: (ms, ofMs) => `${sayDuration(ms)}，共 ${sayDuration(ofMs)}`,
    progress: (ms, ofMs) => `${formatDuration(ms)} / ${formatDuration(ofMs)}`,
    speed: '速度',
    speedOf: rate => `${formatNumber(rate, {})}×`,
    again: '再问一次',
    copy: '拷贝文字',
    copyQuestion: '拷贝问题',
    copied: '已拷贝',
    save: '保存音频',
    menu: '问答菜单',
    delete: '删除问题和回复',
    editQuestion: '编辑录音的文字',
    editReply: '编辑回复的文字',
    edited: '已编辑',
    words: side => `${sides[side]}的文字`,
    keepWords: '保留',
    leaveWords: '取消',
    saveRecording: '保存录音',
    continueFrom: '从这里继续',
    continued: title => `“${title}”在副本中继续`,
    fileName: (moment, side, format) => `Parley ${moment} ${sides[side]}.${format}`,
  },

  replay: {
    bar: '重播',
    previous: '上一段声音',
    next: '下一段声音',
    back: '后退 10 秒',
    forward: '前进 10 秒',
    pause: '暂停',
    resume: '播放',
    close: '关闭重播',
    playOn: '连续播放',
    playOnHint: '按对话顺序依次播放已保存的声音。',
    skipSilence: '跳过静音',
    skipSilenceHint: '播放已保存的声音时，跳过超过 0.6 秒的停顿。',
    all: '播放整个对话',
  },

  draft: {
    reasons: {
      'focus-lost': () => '已保留，因为窗口失去了按键。尚未发送。',
      'too-long': () => '已保留，因为达到了最长录音时间。尚未发送。',
      silent: microphone => (microphone === '' ? '麦克风没有声音' : `${microphone} 没有声音`),
      recovered: () => 'Parley 意外退出后已恢复。尚未发送。',
      'microphone-lost': () => '已保留到麦克风断开之时。尚未发送。',
      'key-lost': () => '已保留，因为没有察觉按键松开。尚未发送。',
      'window-closed': () => '已保留，因为窗口关闭了。尚未发送。',
      disk: () => '已保留到无法写入之时。尚未发送。',
      asleep: () => '已保留，因为电脑进入了睡眠。尚未发送。',
      locked: () => '已保留，因为屏幕被锁定。尚未发送。',
      'user-left': () => '已保留，因为其他人使用了电脑。尚未发送。',
      imported: () => '已导入，尚未提问。',
      discarded: () => '丢弃后已取回。尚未发送。',
    },
    send: '发送',
    sendAnyway: '仍然发送',
    discard: '丢弃',
    neverSent: '草稿，从未发送。',
    placeTitle: '草稿',
    placeText: '已保留但未发送的录音。在你发送或丢弃之前，它们会一直保留。',
    none: '没有草稿。无法发送的录音会保留在这里。',
    open: title => `打开“${title}”`,
    openUntitled: '打开对话',
  },

  markdown: {
    draft: reason => (reason === '' ? '草稿，尚未发送。' : `草稿。${reason}`),
    joined: '与下一个问题一起发送。',
    queued: '等待发送。',
  },
}
