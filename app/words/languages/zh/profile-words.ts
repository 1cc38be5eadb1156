import type { StartName } from '../../../profiles/profiles.ts'
import type { KeyStatus } from '../../../status.ts'
import { formatNumber } from '../../platform-formats.ts'
import type { profileWords as english } from '../../profile-words.ts'

const kept: Record<NonNullable<KeyStatus['kept']>, string> = {
  keychain: '由钥匙串加密',
  dpapi: '由 Windows 加密',
  keyring: '由密钥环加密',
  'session-only': '仅本次运行',
  'plaintext-consented': '保存在这台电脑的文件中，未加密',
  environment: '来自环境变量',
}

const starts: Record<StartName, { name: string; help: string }> = {
  openai: { name: 'OpenAI', help: '需要 platform.openai.com 的密钥，位于“API keys”。' },
  litellm: { name: 'LiteLLM 代理', help: '需要代理的地址，以及可以使用其音频模型的密钥。' },
  azure: { name: 'Azure OpenAI', help: '地址指明你的资源和部署，部署即代表模型；密钥是该资源的密钥。' },
  openrouter: { name: 'OpenRouter', help: '需要 openrouter.ai 的密钥。回复始终以流式到达。' },
  llama: { name: 'llama.cpp', help: '这台电脑上的服务器，用 `--mmproj` 启动。它能听，用文字回答。' },
  vllmOmni: { name: 'vLLM-Omni', help: '这台电脑上的服务器，端口 8091 或 8000。它能听也能说。' },
  speaches: { name: 'Speaches', help: '这台电脑上的服务器，为文字模型配上声音。' },
  other: { name: '其他服务器', help: '任何支持 OpenAI 带音频的 Chat Completions 的服务器。' },
}

const keyPresent = (lastFour: string) => (lastFour === '' ? '已保存密钥' : `已保存末尾为 ${lastFour} 的密钥`)

/** `profileWords` in Chinese. */
export const profileWords: typeof english = {
  list: '由谁回答',
  automatic: '自动',
  automaticHint: name => `其中的第一个：${name}`,
  fromEnvironment: '来自环境变量',
  practiceHint: '内置，无需网络或账户。它会重复听到的内容。',
  answers: '当前由它回答',
  keyState: (lastFour, how) =>
    `密钥${lastFour === '' ? '' : `，末尾为 ${lastFour}`}${how === null ? '' : `，${kept[how]}`}`,
  noKey: '没有密钥',

  add: '添加配置',
  edit: name => `编辑 ${name}`,
  menuOf: name => `${name} 的菜单`,
  duplicate: '复制',
  copyName: name => `${name}（副本）`,
  keep: '保存为配置',
  keepHint: '连同密钥一起拷贝，这样没有环境变量时也能使用。',
  remove: '移除',
  removed: name => `已移除 ${name} 及其密钥。`,
  undo: '撤销',
  back: '所有配置',
  starts,

  server: '服务器',
  name: '名称',
  nameHint: '留空：主机名',
  kind: '服务器类型',
  kinds: {
    openai: 'OpenAI',
    litellm: 'LiteLLM 代理',
    azure: 'Azure OpenAI',
    openrouter: 'OpenRouter',
    local: '本地',
    other: '其他',
  },
  baseUrl: '基础 URL',
  baseUrlHint: '例如 https://api.openai.com/v1',
  azureUrlHint: 'https://<资源>.openai.azure.com/openai/deployments/<部署>',
  takeSuggestion: url => `使用 ${url}`,
  apiVersion: 'API 版本',
  keyField: '密钥',
  keyNone: '尚未输入密钥',
  keyPresent,
  keyKept: (lastFour, how) => `${keyPresent(lastFour)}，${kept[how]}。`,
  keySave: '保存密钥',
  keyClear: '清除密钥',
  keyHint: '它只发送到上面的基础 URL，不会发往别处，也不会再次显示。',
  keyFile: '将密钥保存在这台电脑上只有你能读取的文件中',
  keyFileHint: '该文件未加密。不保存的话，退出 Parley 后密钥就会丢失。',
  unencrypted: host => `发送给 ${host} 的内容，包括密钥，在途中可能被读取：此地址以 http:// 开头。`,

  voiceAndModel: '模型和声音',
  hears: '能听录音',
  speaks: '能说话',
  said: { known: '按已知情况', yes: '是', no: '否' },
  saidHint: '此模型能做什么。按已知情况：服务器列出的、名称透露的以及提问中发现的。“是”和“否”优先。',
  transcriptionModel: '转写模型',
  transcriptionModelHint: '把录音转成文字。留空：gpt-4o-mini-transcribe。whisper-1 还能给出每个词的时间。',

  way: '提问方式',
  ways: { audio: '用录音本身', cascade: '通过文字' },
  wayHints: {
    audio: '模型会听到你的声音。',
    cascade: '适用于不能听的模型：服务器把录音转成文字，模型回答文字，再由服务器朗读回答。每一步都可能产生费用。',
  },
  speechModel: '语音模型',
  speechModelHint: '朗读回答。留空：gpt-4o-mini-tts',

  transfer: '声音的传输方式',
  format: '回复格式',
  formats: {
    automatic: '自动',
    pcm16: 'PCM',
    wav: 'WAV',
    mp3: 'MP3',
    flac: 'FLAC',
    opus: 'Opus',
    aac: 'AAC',
  },
  streaming: '回复到达方式',
  streamings: { automatic: '自动', on: '边生成边到达', off: '完成后到达' },
  upload: '录音格式',
  uploads: {
    wav: 'WAV，边说边发送',
    mp3: 'MP3，边说边发送（数据量为六分之一）',
    'mp3-small': '小型 MP3，边说边发送（数据量为十二分之一）',
    whole: 'WAV，完成后发送',
  },
  timeout: '最长等待时间',
  timeoutUsual: '默认',
  seconds: n => formatNumber(n, { style: 'unit', unit: 'second' }),

  account: '账户和标头',
  organization: '组织',
  project: '项目',
  accountHint: '只有在这里输入时才发送，绝不取自环境变量。',
  headers: '一并发送的标头',
  headerName: '标头名称',
  headerValue: '值',
  headerAdd: '添加标头',
  headerKept: '值已保存',
  headerMissing: '值未保存，因此不会发送：请重新添加',
  headerRemove: name => `移除标头 ${name}`,
  headersHint: '它们的值与密钥一样保存，不会再次显示。',

  proxy: '代理',
  proxyModes: { environment: '按环境变量', address: '指定代理', none: '不使用' },
  proxyHints: {
    environment: '使用 HTTPS_PROXY 和 NO_PROXY，仅用于 https://。',
    address: '例如 proxy.example:3128。只有 https:// 经过代理，从本机到服务器全程加密。',
    none: '直接连接服务器。',
  },
  proxyAddress: '代理地址',
  proxyFaults: {
    'no-address': '这不是地址。请填写主机和端口，例如 proxy.example:3128。',
    'has-password': '用户名和密码不会保存。请将这样的地址写入环境变量 HTTPS_PROXY。',
  },

  menu: '由谁回答',
  onlyHere: '仅用于此对话',
  manage: '配置…',
}
