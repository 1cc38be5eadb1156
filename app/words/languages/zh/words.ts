import { formatNumber } from '../../platform-formats.ts'
import type { Words } from '../../words.ts'
import { conversationWords } from './conversation-words.ts'
import { costWords } from './cost-words.ts'
import { privateWords } from './keeping-words.ts'
import { outboxWords } from './outbox-words.ts'
import { transferWords } from './transfer-words.ts'
import { turnWords } from './turn-words.ts'

/** `words` in Chinese. */
export const words: Words = {
  appName: 'Parley',
  ...conversationWords,
  ...turnWords,
  ...outboxWords,

  talk: {
    area: '说话和输入',
    button: '按住说话',
    phases: {
      idle: '就绪',
      arming: '正在准备',
      recording: '正在录音',
      locked: '正在录音，免按住',
      tail: '正在录音',
      sending: '正在发送',
      speaking: '正在说话',
    },
    unheard: '麦克风无法使用',
    undone: '没有成功',
    hints: {
      'hold-to-talk': '按住说话。双击锁定。',
      'escape-again': '再按一次 Esc 丢弃',
      'too-short': '太短了。说话时请按住。',
      silent: '没有听到声音。已保留为草稿。',
      'too-long': '已达到最长录音时间。已保留为草稿。',
      'draft-kept': '已保留为草稿。回车发送，Esc 丢弃。',
    },
    recording: '正在录制',
    recordedFor: title => `为“${title}”录制`,
    recordedNew: '为另一个新对话录制',
    recordedPrivate: '为私密对话录制',
    showRecorded: '显示',
    joined: '将与下一个问题一起发送',
    sendJoined: '立即发送',
    hold: '按住空格键或按钮',
    toggle: '按一下空格键或按钮',
    releaseToSend: '松开发送。上滑锁定，左滑取消。',
    keyToSend: '松开空格键发送，Esc 取消',
    pressToSend: '再按一下发送，Esc 取消',
    stopKey: 'Esc 停止',
    countdown: ms => `还剩 ${formatNumber(Math.ceil(ms / 1000), { style: 'unit', unit: 'second' })}`,
    stop: '停止',
    stopReply: '停止回复',
    open: '麦克风已开启',
    warm: '麦克风会保持开启片刻，以便下一次录音立即开始',
  },

  transfer: transferWords,

  cost: costWords,

  failure: {
    retry: '重试',
    openSettings: '打开设置',
    retryElsewhere: '问另一个模型',
    changeModel: '更换模型…',
    changeMicrophone: '更换麦克风',
    delete: '删除',
    dismiss: '关闭',
    reconnect: '重新连接',
    noAnswer: '这里没有应答。',
  },

  composer: {
    box: '消息',
    placeholder: '也可以输入文字，或拖入音频文件…',
    attach: '附加音频文件',
    send: '发送消息',
    drop: '拖入 WAV 或 MP3 文件、Parley 的导出文件或角色',
    reading: (name, isWaitedFor) => `正在读取 ${name}${isWaitedFor ? '，然后发送' : ''}`,
    progress: '附件上传进度',
    remove: name => `移除 ${name}`,
  },

  microphone: {
    label: '麦克风',
    systemDefault: '系统默认',
    defaultNamed: name => `系统默认（${name}）`,
    missing: name => `${name}（未连接）`,
    unnamed: n => `麦克风 ${n}`,
  },

  speaker: {
    label: '扬声器',
    unnamed: n => `扬声器 ${n}`,
    volume: '音量',
  },

  test: {
    start: '测试麦克风',
    states: {
      idle: '录制三秒钟并播放。',
      recording: '请说话…',
      playing: '这是录到的声音。',
      silent: '没有收到声音。请选择另一个麦克风，或检查是否静音。',
      done: '如果听出是自己的声音，就说明可用。',
    },
  },

  settings: {
    title: '设置',
    close: '关闭设置',
    pages: {
      endpoint: '端点',
      personas: '角色',
      sound: '麦克风和扬声器',
      talking: '说话',
      history: '历史记录',
      cost: '费用',
      appearance: '外观',
      about: '关于',
    },
  },

  endpoint: {
    now: '当前由它回答',
    key: source => ({ 'no key': '没有密钥', Settings: '密钥：在设置中' })[source] ?? `密钥：${source}`,
    detail: (host, model, voice) => [host, model, voice].filter(part => part !== '').join(' · '),
    gone: name => `此对话使用的配置已不存在。现在由 ${name} 回答。`,
    goneAccept: '就用它',
    goneChoose: '选择其他',
    kinds: { practice: '练习伙伴', environment: '环境变量', custom: '自定义' },
  },

  private: privateWords,

  appearance: {
    theme: '主题',
    themes: { system: '跟随系统', light: '浅色', dark: '深色' },
    language: '语言',
    systemLanguage: '跟随系统',
  },

  about: {
    version: version => `版本 ${version}`,
    text: '按住按键，说话，松开，听模型用自己的声音回答。',
    diagnostics: '诊断信息',
    diagnosticsHint: '不包含密钥，也不包含你说过的话。',
    licenses: 'Parley 所用软件的许可证',
    copy: '拷贝诊断信息',
    copied: '已拷贝',
  },

  showShortcuts: '键盘快捷键',

  notices: { dismiss: '关闭提示' },

  connecting: '正在连接…',
}
