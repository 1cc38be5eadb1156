import type { CheckName } from '../../../profiles/check-names.ts'
import type { Check } from '../../../profiles/doctor.ts'
import type { doctorWords as english } from '../../doctor-words.ts'
import { formatSeconds, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { count } from './counts.ts'

const labels: Record<CheckName, string> = {
  reachable: '接続',
  encrypted: '暗号化',
  answers: 'Chat Completions',
  key: 'キー',
  model: 'モデル',
  hears: '聞き取り',
  uploads: '話しながら送信',
  speaks: '発話',
  streams: 'ストリーミング',
  transcript: '返答の文字',
  usage: 'トークンの計数',
  audioIds: '複数のやり取り',
  transcription: '録音の文字起こし',
}

const states: Record<Check['state'], string> = {
  waiting: '待機中',
  running: '確認中',
  good: '良好',
  warning: '使えるが注意あり',
  failed: '失敗',
  skipped: '未実施',
}

/** `doctorWords` in Japanese. */
export const doctorWords: typeof english = {
  title: 'このプロファイルを確認',
  hint: 'Parley に付属する短い録音ともう 1 つの質問を送り、各層が動作するかどうかを示します。',
  start: price => {
    if (!price) return '確認'
    if (price.isFree) return '確認（無料）'
    return price.usd === null ? '確認（価格不明）' : `確認（約 ${formatUsd(price.usd)}）`
  },
  stop: '停止',
  copy: '報告をコピー',
  copied: 'コピーしました',
  list: '確認の結果',
  labels,
  states,
  running: name => (name ? `確認中: ${labels[name]}` : '確認中'),
  latency: ms =>
    ms < 1000
      ? formatNumber(Math.max(1, Math.round(ms)), { style: 'unit', unit: 'millisecond' })
      : `${formatSeconds(ms)}`,
  cost: ({ usd, isEstimate }) => `料金は${isEstimate ? '約' : ''} ${formatUsd(usd)} でした。`,

  allGood: 'すべて正常に動作しています。',
  remarks: n => `使えますが、注意が ${count(n, '件')}あります。`,
  failed: (label, says) => `${label}: ${says}`,
  stopped: '停止しました。',

  report: {
    title: 'Parley によるエンドポイントの確認',
    server: 'サーバー',
    kind: '種類',
    model: 'モデル',
    voice: '声',
    asked: 'リクエスト',
    version: 'Parley',
    at: '日時',
    cost: '料金',
    free: 'なし',
    unknown: '不明',
  },
}
