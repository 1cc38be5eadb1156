import type { PresenceState } from '../../../desktop/presence.ts'
import type { desktopWords as english } from '../../desktop-words.ts'

const states: Record<PresenceState, string> = {
  idle: '就绪',
  listening: '正在录音',
  sending: '正在发送',
  speaking: '正在说话',
  queued: '有问题等待发送',
  failed: '上一个问题失败了',
}

/** `desktopWords` in Chinese. */
export const desktopWords: typeof english = {
  tray: {
    states,
    tip: state => `Parley：${state}`,
    talk: '说话',
    stop: '停止并发送',
    microphone: '麦克风',
    systemDefault: '系统默认',
    endpoint: '端点',
    persona: '角色',
    unnamed: '未命名',
    mini: '迷你窗口',
    open: '打开 Parley',
    quit: '退出 Parley',
  },

  menu: {
    about: '关于 Parley',
    settings: '设置…',
    file: '文件',
    newConversation: '新对话',
    newPrivate: '新的私密对话',
    shortcuts: '键盘快捷键',
    edit: '编辑',
    view: '显示',
    window: '窗口',
    help: '帮助',
    roles: {
      undo: '撤销',
      redo: '重做',
      cut: '剪切',
      copy: '拷贝',
      paste: '粘贴',
      pasteAndMatchStyle: '粘贴并匹配样式',
      delete: '删除',
      selectAll: '全选',
      resetZoom: '实际大小',
      zoomIn: '放大',
      zoomOut: '缩小',
      togglefullscreen: '全屏',
      minimize: '最小化',
      zoom: '缩放',
      front: '前置全部窗口',
      close: '关闭窗口',
      services: '服务',
      hide: '隐藏 Parley',
      hideOthers: '隐藏其他',
      unhide: '全部显示',
    },
  },

  starts: {
    refused: flag => `Parley 不能带 ${flag} 启动。`,
    link: 'Parley 不打开链接。未执行任何操作。',
    valued: flag => `${flag} 不带值。`,
    several: flags => `一次只能用一个：${flags.join(' 或 ')}。`,
    notRunning: {
      stop: 'Parley 没有运行，没有可停止的录音。',
      cancel: 'Parley 没有运行，没有可取消的录音。',
    },
  },

  ending: {
    title: 'Parley 必须关闭',
    windowFailed: '窗口在一分钟内两次出现故障。你说过的内容已保留。',
  },

  chooseFolder: '为资料库选择文件夹',

  leaving: {
    question: '关闭 Parley 并丢弃私密对话？',
    detail: '其中的内容没有保存在任何其他地方，无法恢复。',
    stay: '不关闭',
    leave: '关闭并丢弃',
  },

  reveal: { macos: '在访达中显示', windows: '在资源管理器中显示', linux: '在文件管理器中显示' },

  advice: {
    open: '打开系统设置',
    macos: '在这台 Mac 上：系统设置 › 隐私与安全性 › 麦克风。',
    windows: '在 Windows 中：设置 › 隐私和安全性 › 麦克风 ›“允许桌面应用访问你的麦克风”。',
    startAgain: '系统现在已允许。请退出 Parley 并重新启动。',
    flatpak: 'Flatpak 须获得许可才能听到声音：flatpak override --user --socket=pulseaudio org.parley.Parley',
    snap: 'Snap 须连接后才能听到声音：snap connect parley:audio-record',
    noSoundServer: '无法连接 PipeWire 或 PulseAudio，程序要通过它们才能听到声音。请启动其中之一。',
  },

  miniStates: { ...states, queued: '等待中', failed: '未得到回答' },
  miniTitle: 'Parley 迷你窗口',
  miniTalk: '按住说话',
  miniOpen: '打开 Parley',
  miniHide: '隐藏迷你窗口',
  miniLegend: '迷你窗口',
  miniChoices: { auto: '在其他程序中说话时', always: '始终', never: '从不' },
  staysInTray: '关闭窗口后 Parley 留在托盘中',
  staysInTrayHint: '在所有程序中可用的按键仍然有效。',
  noTray: '此桌面不显示托盘图标，因此关闭窗口会退出 Parley。',
  opensAtLogin: '随系统启动，不显示窗口',

  updates: {
    question: '要查找 Parley 的新版本吗？每天访问一次 Parley 的网页，不透露任何关于你的信息。',
    yes: '查找',
    no: '不查找',
    look: '查找新版本',
    lookHint: '每天访问一次 Parley 的网页，不透露任何关于你的信息。在你同意之前不下载任何内容。',
    lookNow: '立即查找',
    linkHint: '此 Parley 不会自行更新。',
    openPage: '打开 Parley 的网页',
    phases: {
      off: '',
      resting: '',
      looking: '正在查找…',
      newest: '没有更新的版本。',
      waiting: '等到没有人说话时再下载。',
      fetching: '正在下载…',
    },
    available: version => `有新版本 ${version}。`,
    show: '新内容',
    fetch: version => `下载版本 ${version}`,
    ready: version => `版本 ${version} 已就绪，退出 Parley 时会取代当前版本。`,
    news: version => `版本 ${version} 的新内容`,
    faults: {
      unreachable: '无法访问 Parley 的网页。请稍后重试。',
      'not-there': 'Parley 的网页上没有适用于此系统的版本。',
      damaged: '收到的内容不完整，已丢弃。请稍后重试。',
      foreign: '收到的内容没有 Parley 作者的签名，已丢弃。',
      'no-room': '磁盘空间不足，放不下新版本。',
      failed: '无法下载新版本。请稍后重试。',
    },
  },
}
