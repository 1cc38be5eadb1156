import type { Check, CheckName } from '../../../profiles/doctor.ts'
import type { doctorWords as english } from '../../doctor-words.ts'
import { formatSeconds, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { count } from './counts.ts'
import { knowledgeWords } from './knowledge-words.ts'

const ALLOWED = '`allowed_openai_params: ["audio", "modalities"]`'

const labels: Record<CheckName, string> = {
  reachable: '可连接',
  encrypted: '加密',
  answers: 'Chat Completions',
  key: '密钥',
  model: '模型',
  hears: '能听',
  uploads: '边说边发送',
  speaks: '能说',
  streams: '流式传输',
  transcript: '回复的文字',
  usage: 'Token 计数',
  audioIds: '多轮对话',
  transcription: '录音的文字',
}

const states: Record<Check['state'], string> = {
  waiting: '等待',
  running: '正在检查',
  good: '正常',
  warning: '可用，但有提示',
  failed: '失败',
  skipped: '未尝试',
}

const tokens = (n: number) => count(n, '个 token')

/** `doctorWords` in Chinese. */
export const doctorWords: typeof english = {
  title: '检查此配置',
  hint: '发送一段 Parley 自带的短录音和另一个问题，逐层说明是否可用。',
  start: price => {
    if (!price) return '检查'
    if (price.isFree) return '检查（免费）'
    return price.usd === null ? '检查（价格未知）' : `检查（约 ${formatUsd(price.usd)}）`
  },
  stop: '停止',
  copy: '拷贝报告',
  copied: '已拷贝',
  list: '检查结果',
  labels,
  states,
  running: name => (name ? `正在检查：${labels[name]}` : '正在检查'),
  latency: ms =>
    ms < 1000
      ? formatNumber(Math.max(1, Math.round(ms)), { style: 'unit', unit: 'millisecond' })
      : `${formatSeconds(ms)}`,
  cost: ({ usd, isEstimate }) => `花费${isEstimate ? '约 ' : ' '}${formatUsd(usd)}。`,

  allGood: '一切正常。',
  remarks: n => `可用，有 ${count(n, '条提示')}。`,
  failed: (label, says) => `${label}：${says}`,
  stopped: '已停止。',

  reachable: '已建立连接。',
  reachableThrough: proxy => `已通过代理 ${proxy} 建立连接。`,
  encrypted: protocol => `证书受信任（${protocol}）。`,
  staysHere: '未加密，也不需要：发送的内容不会离开这台电脑。',
  unencrypted: host => `发送给 ${host} 的内容，包括密钥，在途中可能被读取。`,
  unencryptedFix: '如果服务器有以 https:// 开头的地址，请使用它。',
  answers: '它支持 Chat Completions。',
  answersLiteLlm: '一个 LiteLLM 代理支持 Chat Completions。',
  keyTaken: source => `来自${source === 'Settings' ? '设置' : ` ${source} `}的密钥已被接受。`,
  keyless: '没有发送密钥，也不需要密钥。',
  modelKnown: asked => `“${asked}”是已知的。`,
  modelAnswers: (asked, answered) =>
    answered === null || answered === asked ? `“${asked}”有回答。` : `“${asked}”有回答，并自称“${answered}”。`,
  unlisted: '服务器没有列出它。',
  willBeShutDown: day => `它将于${day}停用。`,
  shouldBeShutDown: day => `它原定于${day}停用，随时可能终止。`,
  shutDownFix: '请在此之前选择另一个模型。',
  modelGoneBehind: '服务器列出了这个名称，所以它背后的模型可能已不存在：请让管理员在那里指定另一个模型。',
  modelsThatSpeak: names => `它列出的以下模型能说话：${names.map(name => `“${name}”`).join('、')}。`,
  heardWords: '它重复了录音中的话。',
  heardTokens: n => `它在录音中计出 ${tokens(n)}的声音。`,
  heardByPractice: '练习伙伴播放了录音。',
  unheard: answer => `录音被接受了，但没有迹象表明它被听到。请它重复时，它说“${answer}”。`,
  unheardWordless: '录音被接受了，但回答没有文字，无法看出它是否被听到。',
  unheardFix: '如果它答非所问，请选择能听的模型。',
  uploads: format => `录音在发送过程中就被接受，格式为 ${format}。`,
  uploadsHindered: obstacle => `不能边说边接收录音：${knowledgeWords.uploadObstacles[obstacle]}。`,
  uploadsWhole: '无需处理：录音完成后再发送。',
  uploadsAsMp3: '无需处理：如果被接受，录音会以 MP3 边说边发送。',
  uploadsUntried: '未尝试：问题不得不以另一种方式提出。下一次录音时就会知道。',
  uploadsWished: '未尝试：此配置让录音完成后再发送。',
  speaks: (ms, format) => `收到 ${formatSeconds(ms)}的声音，格式为 ${format}。`,
  silent: '收到了声音，但是静音。',
  silentFix: '请选择另一个声音，或在“回复格式”中选择另一种格式。',
  undecodable: format => `收到了声音，但 Parley 无法播放（${format}）。`,
  undecodableFix: '请在“回复格式”中选择另一种格式。',
  soundDropped: '代理有回答，但没有收到音频：可能开启了 `drop_params`，模型根本没有被要求说话。',
  soundDroppedFix: `请让代理的管理员为此模型设置 ${ALLOWED}，或选择另一个模型。`,
  soundLost: '代理有回答，模型也生成了音频，但没有收到：音频在途中丢失了。',
  soundLostFix: '让回复整段到达，或询问代理的管理员。',
  wordsOnly: '要求它说话，但它只用文字回答。',
  wordsOnlyFix: '请选择能说话的模型。中间的代理也可能去掉了对声音的要求。',
  speechRefused: '它拒绝说话，用文字回答。',
  speechRefusedFix: '请选择能说话的模型。',
  speechRefusedLiteLlmFix: `请让代理的管理员为此模型设置 ${ALLOWED}，或选择另一个模型。`,
  streams: '回复边生成边到达。',
  comesWhole: '回复完成后才整段到达。',
  comesWholeFix: '无需处理，只是等待时间稍长。',
  wholeInFormat: '未尝试：使用此配置的格式时，回复完成后才到达。',
  wholeWished: '未尝试：此配置让回复整段到达。',
  transcript: '回复附带文字。',
  wordless: '回复没有附带文字，因此无法阅读或搜索。',
  usage: (sent, answered, ofSound) =>
    `发送 ${tokens(sent)}，回答 ${formatNumber(answered, {})} 个，其中 ${formatNumber(ofSound, {})} 个是声音。`,
  usageRough: '有 token 计数，但不区分声音和文字，因此回复的费用是估算。',
  uncounted: '没有 token 计数，因此回复的费用是估算。',
  idKept: '它能通过标识认出自己先前的回答。',
  idLost: '它给回答分配了标识，之后却不认得（audio_not_found）。先前的回答将以文字发送。',
  idLostFix: '使用代理时，请让同一模型的所有问题都发往同一台服务器。',
  idRefused: '它不接受先前回答的标识。先前的回答将以文字发送。',
  idless: '它不给回答分配标识，因此先前的回答以文字发送。',
  transcribed: words => `一段录音已转成文字：“${words}”。`,
  transcriptionUnwanted: '未尝试：录音不转成文字。',
  notTriedAfter: name => `未尝试，因为“${labels[name]}”。`,
  notTriedStopped: '未尝试：检查已停止。',
  notTriedLimit: limit => `未尝试：已达到本月 ${limit} 的上限。`,

  report: {
    title: 'Parley 对端点的检查',
    server: '服务器',
    kind: '类型',
    model: '模型',
    voice: '声音',
    asked: '请求',
    version: 'Parley',
    at: '时间',
    cost: '费用',
    free: '无',
    unknown: '未知',
  },
}
