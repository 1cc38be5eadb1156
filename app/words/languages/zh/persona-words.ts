import type { personaWords as english } from '../../persona-words.ts'
import { formatNumber } from '../../platform-formats.ts'

const atSpeed = (speed: number) => `${formatNumber(speed, {})}×`

/** `personaWords` in Chinese. */
export const personaWords: typeof english = {
  builtInName: '贴心的对话伙伴',
  list: '模型扮演谁',
  hint: '角色是每次对话之前告诉模型的内容，以及它使用的模型、声音和速度。每个角色是一个 Markdown 文件，可以在任何地方编辑，也可以发给别人。',
  folder: folder => `角色保存在 ${folder}。`,
  faults: '未读取，保持原样',
  inUse: '使用中',
  builtIn: '内置',
  asks: ({ model, voice, speed }) =>
    [model, voice, speed === 1 ? '' : atSpeed(speed)].filter(part => part !== '').join(' · ') || '配置的模型和声音',
  atSpeed,

  add: '新角色',
  newName: '新角色',
  import: '导入文件…',
  edit: name => `编辑 ${name}`,
  menuOf: name => `${name} 的菜单`,
  duplicate: '复制',
  copyName: name => `${name}（副本）`,
  export: '导出为文件',
  remove: '移除',
  reset: '恢复内置版本',
  removed: name => `已移除 ${name}。`,
  undo: '撤销',
  back: '所有角色',

  name: '名称',
  nameMissing: '角色需要一个名称。',
  instructions: '指示',
  instructionsHint: '每次对话之前告诉模型的内容',
  ofProfile: '留空：与配置相同',
  speed: '速度',
  speedHint: '播放已保存回复的速度，音高不变。正在到达的回复按模型说话的速度播放。',

  menu: '模型扮演谁',
  manage: '角色…',
  buttonTitle: (name, isHereOnly) => (isHereOnly ? `仅在此对话中为 ${name}` : `模型是 ${name}`),
  gone: name => `所选的角色已不存在：由 ${name} 代替`,

  asked: (name, what) => `角色“${name}”要求“${what}”。`,
  useProfilesModel: '使用配置的模型',
  useProfilesVoice: '使用配置的声音',
}
