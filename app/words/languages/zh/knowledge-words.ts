import type { Knowledge } from '../../../profiles/knowledge.ts'
import { type UploadFormat, type UploadObstacle, type Uploads, uploadFormats } from '../../../profiles/uploads.ts'
import { formatSeconds } from '../../format.ts'
import type { knowledgeWords as english } from '../../knowledge-words.ts'
import { count } from './counts.ts'

const formats: Record<UploadFormat, string> = { wav: 'WAV', mp3: 'MP3', 'mp3-small': '小型 MP3' }

const uploadObstacles: Record<UploadObstacle, string> = {
  'length-required': '它要事先知道请求的长度',
  'too-large': '它不接受这么大的请求',
  refused: '它拒绝了，之后却接受了完整的录音',
  'broke-off': '它在录音结束前中断了',
  slow: '连接跟不上说话的速度',
  stalled: '它停止接收录音',
}

const proxyMayDrop = '如果中间的 LiteLLM 代理开启了 `drop_params`，它会去掉这个要求。'

/** `knowledgeWords` in Chinese. */
export const knowledgeWords: typeof english = {
  title: '已了解的情况',
  none: '暂无。第一次提问后就会了解。',
  forget: '忘记已了解的情况',
  forgetHint: '会重新了解；基础 URL 或模型更改时也会自动忘记。',
  uploadObstacles,
  uploadFormats: formats,
  voiceLost: `要求的是声音，收到的只有文字。${proxyMayDrop}`,
  list: known => [
    ...(known.streams === null && known.format === null ? [] : [arrival(known)]),
    ...(known.speaks === false ? [silence(known)] : []),
    ...(known.hears === null ? [] : [known.hears ? '能听录音。' : '不能听录音。']),
    ...uploadLines(known.uploads),
    ...(known.keepsAudioIds === false ? ['不记得先前回复的声音：改为发送文字。'] : []),
    ...(known.soundAfterFinish === true ? ['声明回复结束之后仍发送声音；中间的 LiteLLM 代理会丢失这部分声音。'] : []),
  ],
}

function uploadLines(uploads: Uploads): string[] {
  const lines = uploadFormats.map(format => {
    const came = uploads[format]
    if (came === null) return ''
    const name = formats[format]
    if (came === 'taken') return `可以边说边接收录音，格式为 ${name}。`
    return `不能以 ${name} 边说边接收录音：${uploadObstacles[came]}。`
  })
  const limit =
    uploads.longestMs === null ? '' : `曾中断较长的录音：超过 ${formatSeconds(uploads.longestMs)}的录音在完成后发送。`
  return [...lines, limit].filter(line => line !== '')
}

function arrival({ streams, format }: Knowledge): string {
  const how = format === null ? '' : `，格式为 ${format}`
  if (streams === null) return `回复会到达${how}。`
  return streams ? `以流式发送回复${how}。` : `整段发送回复${how}。`
}

function silence({ refusesToSpeak, unspokenReplies }: Knowledge): string {
  if (refusesToSpeak) return '只用文字回答：它拒绝生成声音。'
  return `只用文字回答：连续 ${count(unspokenReplies, '次')}要求声音，都没有收到。${proxyMayDrop}`
}
