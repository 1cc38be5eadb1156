import type { Knowledge } from '../../../profiles/knowledge.ts'
import { type UploadFormat, type UploadObstacle, type Uploads, uploadFormats } from '../../../profiles/uploads.ts'
import { formatSeconds } from '../../format.ts'
import type { knowledgeWords as english } from '../../knowledge-words.ts'
import { count } from './counts.ts'

const formats: Record<UploadFormat, string> = { wav: 'WAV', mp3: 'MP3', 'mp3-small': '小さい MP3' }

const uploadObstacles: Record<UploadObstacle, string> = {
  'length-required': '要求の長さを前もって知る必要があります',
  'too-large': 'その大きさの要求を受け付けません',
  refused: '拒否したあと、まとめて送ると受け取りました',
  'broke-off': '録音が終わる前に打ち切りました',
  slow: '接続が話す速さに追いつきません',
  stalled: '録音を受け取らなくなりました',
}

const proxyMayDrop = '途中の LiteLLM プロキシで `drop_params` がオンだと、この要求は落とされます。'

/** `knowledgeWords` in Japanese. */
export const knowledgeWords: typeof english = {
  title: '分かったこと',
  none: 'まだありません。最初の質問で分かります。',
  forget: '分かったことを忘れる',
  forgetHint: '改めて確かめます。基本 URL かモデルが変わると自動で忘れます。',
  uploadObstacles,
  uploadFormats: formats,
  voiceLost: `音声を求めましたが、文字だけが届きました。${proxyMayDrop}`,
  list: known => [
    ...(known.streams === null && known.format === null ? [] : [arrival(known)]),
    ...(known.speaks === false ? [silence(known)] : []),
    ...(known.hears === null ? [] : [known.hears ? '録音を聞けます。' : '録音を聞けません。']),
    ...uploadLines(known.uploads),
    ...(known.keepsAudioIds === false ? ['以前の返答の音声を覚えていないため、文字を送ります。'] : []),
    ...(known.soundAfterFinish === true
      ? ['返答の終わりを告げたあとにも音声を送ります。途中の LiteLLM プロキシでは失われます。']
      : []),
  ],
}

function uploadLines(uploads: Uploads): string[] {
  const lines = uploadFormats.map(format => {
    const came = uploads[format]
    if (came === null) return ''
    const name = formats[format]
    if (came === 'taken') return `話している間に録音を ${name} で受け取ります。`
    return `話している間は ${name} で録音を受け取りません: ${uploadObstacles[came]}。`
  })
  const limit =
    uploads.longestMs === null
      ? ''
      : `長い録音を打ち切りました: ${formatSeconds(uploads.longestMs)} を超えるものは終わってから送ります。`
  return [...lines, limit].filter(line => line !== '')
}

function arrival({ streams, format }: Knowledge): string {
  const how = format === null ? '' : ` ${format} で`
  if (streams === null) return `返答は${how}届きます。`
  return streams ? `返答を${how}少しずつ送ります。` : `返答を${how}まとめて送ります。`
}

function silence({ refusesToSpeak, unspokenReplies }: Knowledge): string {
  if (refusesToSpeak) return '文字だけで答えます: 音声を作ることを拒みます。'
  return `文字だけで答えます: 続けて ${count(unspokenReplies, '回')}音声を求めましたが、届きませんでした。${proxyMayDrop}`
}
