import { formatNumber } from '../../platform-formats.ts'
import type { talkingWords as english } from '../../talking-words.ts'

/** `talkingWords` in Chinese. */
export const talkingWords: typeof english = {
  mode: '说话按钮和按键',
  modes: { hold: '按住', toggle: '切换', hybrid: '混合' },
  modeHints: {
    hold: '按住时录音。双击可锁定。',
    toggle: '按一下开始，再按一下发送。',
    hybrid: '轻按即锁定，长按则松开时发送。',
  },
  globalKey: '在所有程序中可用的按键',
  globalKeyHint: '例如 Control+Alt+Space。留空则没有。',
  globalKeyPress: '改为直接按键…',
  globalKeyAwaited: '请现在按下按键',
  hooksGlobalKey: '按住此按键，而不是按两次',
  hooksGlobalKeyHint:
    'Parley 的一个独立部分（libuiohook，LGPL 3）会看到每个按键，只转告此按键何时按下和松开，别无其他。其他程序也会收到此按键。字母按美式键盘上的位置计。',
  takesEscape: 'Esc 也在所有程序中有效',
  takesEscapeHint: '在其他程序中录音或收听回复时，只有 Parley 收到 Esc：它会撤回录音，或让回复静音。',
  globalKeyFaults: {
    unknown: 'Parley 不认识这个按键。请写修饰键加按键，例如 Control+Alt+Space。',
    typing: '打字需要这个按键。请加上 Control、Alt 或 Super，或使用 F13 到 F24。',
    everyday: '太多程序自己使用这个按键。请再加一个修饰键。',
  },
  globalKeyHold: trigger => (trigger === '' ? '按住说话。' : `按住说话。系统称它为：${trigger}`),
  globalKeyObstacles: {
    'needs-desktop-app': '在所有程序中可用的按键需要桌面应用。',
    'not-chosen': '尚未选择按键。',
    'not-a-key': '设置文件中的按键无法使用。请输入另一个。',
    taken: '另一个程序占用了该按键。请选择另一个。',
    'releases-unseen': '按一下开始，再按一下发送：此系统不会告知何时松开。',
    'no-session-bus': '无法通过 D-Bus 连接桌面。请在桌面的键盘设置中把一个按键绑定到 `parley --toggle`。',
    'portal-missing': '此桌面不向程序提供全局按键。请在桌面的键盘设置中把一个按键绑定到 `parley --toggle`。',
    'portal-refused': '桌面被设为不向 Parley 提供此按键。请选择另一个，或重新启动 Parley 以再次询问。',
    'portal-failed': '桌面无法绑定此按键。请选择另一个，或在桌面的键盘设置中把一个按键绑定到 `parley --toggle`。',
    'hook-missing': '按一下开始，再按一下发送：感知按住的部分不支持这类电脑。',
    'hook-not-allowed': '按一下开始，再按一下发送，直到 macOS 允许 Parley 感知按住：系统设置、隐私与安全性、辅助功能。',
    'hook-failed': '按一下开始，再按一下发送：感知按住的部分已停止。请关闭再打开以重试。',
  },
  tail: '松开后继续录音',
  tailHint: '保留最后一个音节',
  longest: '最长录音',
  sentEarly: '边说边发送',
  sentEarlyHint: '更长的录音在完成后发送。',
  sentEarlyOff: '关闭',
  sentEarlyUpTo: duration => `最长 ${duration}`,
  milliseconds: n => formatNumber(n, { style: 'unit', unit: 'millisecond' }),
  warm: '提问后保持麦克风开启',
  warmOff: '关闭',
  asSound: '以声音重新发送的先前提问',

  noiseSuppression: '降噪',
  noiseSuppressionHint: '关闭时，如实录下麦克风听到的声音。',
  autoplay: '回复到达时立即播放',
  speakTyped: '朗读对文字消息的回复',
  speakText: '用系统声音朗读只有文字的回复',
}
