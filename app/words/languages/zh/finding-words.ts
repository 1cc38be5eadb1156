import type { findingWords as english } from '../../finding-words.ts'
import { formatDateOf, formatSeconds, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { count } from './counts.ts'
import { doctorWords } from './doctor-words.ts'
import { knowledgeWords } from './knowledge-words.ts'

const ALLOWED = '`allowed_openai_params: ["audio", "modalities"]`'

const tokens = (n: number) => count(n, '个 token')

/** `findingWords` in Chinese. */
export const findingWords: typeof english = {
  reachable: () => '已建立连接。',
  reachable_through: ({ proxy }) => `已通过代理 ${proxy} 建立连接。`,
  encrypted: ({ protocol }) => `证书受信任（${protocol}）。`,
  stays_here: () => '未加密，也不需要：发送的内容不会离开这台电脑。',
  unencrypted: ({ host }) => `发送给 ${host} 的内容，包括密钥，在途中可能被读取。`,
  unencrypted_fix: () => '如果服务器有以 https:// 开头的地址，请使用它。',
  answers: () => '它支持 Chat Completions。',
  answers_litellm: () => '一个 LiteLLM 代理支持 Chat Completions。',
  key_taken: ({ source }) => `来自${source === 'Settings' ? '设置' : ` ${source} `}的密钥已被接受。`,
  keyless: () => '没有发送密钥，也不需要密钥。',
  model_known: ({ asked }) => `“${asked}”是已知的。`,
  model_answers: ({ asked, answered }) =>
    answered === null || answered === asked ? `“${asked}”有回答。` : `“${asked}”有回答，并自称“${answered}”。`,
  unlisted: () => '服务器没有列出它。',
  will_be_shut_down: ({ day }) => `它将于${formatDateOf(day)}停用。`,
  should_be_shut_down: ({ day }) => `它原定于${formatDateOf(day)}停用，随时可能终止。`,
  shut_down_fix: () => '请在此之前选择另一个模型。',
  model_gone_behind: () => '服务器列出了这个名称，所以它背后的模型可能已不存在：请让管理员在那里指定另一个模型。',
  models_that_speak: ({ names }) => `它列出的以下模型能说话：${names.map(name => `“${name}”`).join('、')}。`,
  heard_words: () => '它重复了录音中的话。',
  heard_tokens: ({ tokens: n }) => `它在录音中计出 ${tokens(n)}的声音。`,
  heard_by_practice: () => '练习伙伴播放了录音。',
  unheard: ({ answer }) => `录音被接受了，但没有迹象表明它被听到。请它重复时，它说“${answer}”。`,
  unheard_wordless: () => '录音被接受了，但回答没有文字，无法看出它是否被听到。',
  unheard_fix: () => '如果它答非所问，请选择能听的模型。',
  uploads: ({ format }) => `录音在发送过程中就被接受，格式为 ${knowledgeWords.uploadFormats[format]}。`,
  uploads_hindered: ({ obstacle }) => `不能边说边接收录音：${knowledgeWords.uploadObstacles[obstacle]}。`,
  uploads_whole: () => '无需处理：录音完成后再发送。',
  uploads_as_mp3: () => '无需处理：如果被接受，录音会以 MP3 边说边发送。',
  uploads_untried: () => '未尝试：问题不得不以另一种方式提出。下一次录音时就会知道。',
  uploads_wished: () => '未尝试：此配置让录音完成后再发送。',
  speaks: ({ ms, format }) => `收到 ${formatSeconds(ms)}的声音，格式为 ${format}。`,
  silent: () => '收到了声音，但是静音。',
  silent_fix: () => '请选择另一个声音，或在“回复格式”中选择另一种格式。',
  undecodable: ({ format }) => `收到了声音，但 Parley 无法播放（${format}）。`,
  undecodable_fix: () => '请在“回复格式”中选择另一种格式。',
  sound_dropped: () => '代理有回答，但没有收到音频：可能开启了 `drop_params`，模型根本没有被要求说话。',
  sound_dropped_fix: () => `请让代理的管理员为此模型设置 ${ALLOWED}，或选择另一个模型。`,
  sound_lost: () => '代理有回答，模型也生成了音频，但没有收到：音频在途中丢失了。',
  sound_lost_fix: () => '让回复整段到达，或询问代理的管理员。',
  words_only: () => '要求它说话，但它只用文字回答。',
  words_only_fix: () => '请选择能说话的模型。中间的代理也可能去掉了对声音的要求。',
  speech_refused: () => '它拒绝说话，用文字回答。',
  speech_refused_fix: () => '请选择能说话的模型。',
  speech_refused_litellm_fix: () => `请让代理的管理员为此模型设置 ${ALLOWED}，或选择另一个模型。`,
  streams: () => '回复边生成边到达。',
  comes_whole: () => '回复完成后才整段到达。',
  comes_whole_fix: () => '无需处理，只是等待时间稍长。',
  whole_in_format: () => '未尝试：使用此配置的格式时，回复完成后才到达。',
  whole_wished: () => '未尝试：此配置让回复整段到达。',
  transcript: () => '回复附带文字。',
  wordless: () => '回复没有附带文字，因此无法阅读或搜索。',
  usage: ({ sent, answered, ofSound }) =>
    `发送 ${tokens(sent)}，回答 ${formatNumber(answered, {})} 个，其中 ${formatNumber(ofSound, {})} 个是声音。`,
  usage_rough: () => '有 token 计数，但不区分声音和文字，因此回复的费用是估算。',
  uncounted: () => '没有 token 计数，因此回复的费用是估算。',
  id_kept: () => '它能通过标识认出自己先前的回答。',
  id_lost: () => '它给回答分配了标识，之后却不认得（audio_not_found）。先前的回答将以文字发送。',
  id_lost_fix: () => '使用代理时，请让同一模型的所有问题都发往同一台服务器。',
  id_refused: () => '它不接受先前回答的标识。先前的回答将以文字发送。',
  idless: () => '它不给回答分配标识，因此先前的回答以文字发送。',
  transcribed: ({ words }) => `一段录音已转成文字：“${words}”。`,
  transcription_unwanted: () => '未尝试：录音不转成文字。',
  not_tried_after: ({ check }) => `未尝试，因为“${doctorWords.labels[check]}”。`,
  not_tried_stopped: () => '未尝试：检查已停止。',
  not_tried_limit: ({ limitUsd }) => `未尝试：已达到本月 ${formatUsd(limitUsd)} 的上限。`,
}
