import type { Check, CheckName } from '../../../profiles/doctor.ts'
import type { doctorWords as english } from '../../doctor-words.ts'
import { formatSeconds, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { count } from './counts.ts'
import { knowledgeWords } from './knowledge-words.ts'

const ALLOWED = '`allowed_openai_params: ["audio", "modalities"]`'

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

const tokens = (n: number) => count(n, 'トークン')

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

  reachable: '接続できました。',
  reachableThrough: proxy => `プロキシ ${proxy} を通して接続できました。`,
  encrypted: protocol => `証明書は信頼されています（${protocol}）。`,
  staysHere: '暗号化されていませんが、必要ありません。送るものはこのコンピュータの外に出ません。',
  unencrypted: host => `${host} に送るものは、キーも含めて、途中で読まれるおそれがあります。`,
  unencryptedFix: 'サーバーに https:// で始まるアドレスがあれば、それを使ってください。',
  answers: 'Chat Completions に対応しています。',
  answersLiteLlm: 'LiteLLM プロキシが Chat Completions に対応しています。',
  keyTaken: source => `${source === 'Settings' ? '設定' : `${source} `}のキーが受け入れられました。`,
  keyless: 'キーは送っておらず、必要もありません。',
  modelKnown: asked => `「${asked}」はあります。`,
  modelAnswers: (asked, answered) =>
    answered === null || answered === asked
      ? `「${asked}」が答えました。`
      : `「${asked}」が答え、「${answered}」と名乗りました。`,
  unlisted: 'サーバーの一覧にはありません。',
  willBeShutDown: day => `${day}に提供が終わります。`,
  shouldBeShutDown: day => `${day}に提供が終わるはずでした。いつ終わってもおかしくありません。`,
  shutDownFix: 'それまでに別のモデルを選んでください。',
  modelGoneBehind:
    'サーバーの一覧にこの名前があるので、その先のモデルがなくなったようです。管理者に、別のモデルを指定するよう頼んでください。',
  modelsThatSpeak: names => `一覧のうち、話せるモデル: ${names.map(name => `「${name}」`).join('、')}。`,
  heardWords: '録音の言葉を繰り返しました。',
  heardTokens: n => `録音の音声を ${tokens(n)}と数えました。`,
  heardByPractice: '練習相手が録音を再生しました。',
  unheard: answer =>
    `録音は受け取られましたが、聞かれた様子がありません。繰り返すよう頼むと「${answer}」と答えました。`,
  unheardWordless: '録音は受け取られましたが、答えに文字がなく、聞かれたかどうか分かりません。',
  unheardFix: '話したことに答えない場合は、聞けるモデルを選んでください。',
  uploads: format => `録音は、送っている間に ${format} で受け取られました。`,
  uploadsHindered: obstacle => `話している間は録音を受け取りません: ${knowledgeWords.uploadObstacles[obstacle]}。`,
  uploadsWhole: '何もする必要はありません。録音は終わってから送られます。',
  uploadsAsMp3: '何もする必要はありません。受け取られる場合、録音は話しながら MP3 で送られます。',
  uploadsUntried: '未実施: 別の方法で質問する必要がありました。次の録音で分かります。',
  uploadsWished: '未実施: このプロファイルでは、録音は終わってから送られます。',
  speaks: (ms, format) => `${formatSeconds(ms)} の音声が ${format} で届きました。`,
  silent: '音声が届きましたが、無音です。',
  silentFix: '別の声か、「返答の形式」で別の形式を選んでください。',
  undecodable: format => `音声が届きましたが、Parley では再生できません（${format}）。`,
  undecodableFix: '「返答の形式」で別の形式を選んでください。',
  soundDropped:
    'プロキシは答えましたが、音声が届きませんでした。おそらく `drop_params` がオンで、モデルに発話が求められていません。',
  soundDroppedFix: `プロキシの管理者に、このモデルへ ${ALLOWED} を設定するよう頼むか、別のモデルを選んでください。`,
  soundLost: 'プロキシは答え、モデルは音声を作りましたが、届きませんでした。途中で失われています。',
  soundLostFix: '返答をまとめて受け取るようにするか、プロキシの管理者に尋ねてください。',
  wordsOnly: '発話を求めましたが、文字だけで答えました。',
  wordsOnlyFix: '話せるモデルを選んでください。途中のプロキシが音声の要求を落とすこともあります。',
  speechRefused: '発話を拒み、文字で答えます。',
  speechRefusedFix: '話せるモデルを選んでください。',
  speechRefusedLiteLlmFix: `プロキシの管理者に、このモデルへ ${ALLOWED} を設定するよう頼むか、別のモデルを選んでください。`,
  streams: '返答は作られながら届きます。',
  comesWhole: '返答はすべてできてから届きます。',
  comesWholeFix: '何もする必要はありません。少し長く待つだけです。',
  wholeInFormat: '未実施: このプロファイルの形式では、返答はすべてできてから届きます。',
  wholeWished: '未実施: このプロファイルは返答をまとめて受け取ります。',
  transcript: '返答の文字も届きます。',
  wordless: '返答に文字がないため、読むことも検索することもできません。',
  usage: (sent, answered, ofSound) =>
    `送信 ${tokens(sent)}、返答 ${tokens(answered)}、うち音声は ${formatNumber(ofSound, {})}。`,
  usageRough: 'トークンは数えられますが、音声と文字の区別がないため、返答の料金は見積もりです。',
  uncounted: 'トークンが数えられないため、返答の料金は見積もりです。',
  idKept: '以前の答えを ID で認識します。',
  idLost: '答えに ID を付けましたが、あとで認識しませんでした（audio_not_found）。以前の答えは文字で送ります。',
  idLostFix: 'プロキシの先では、1 つのモデルへの質問をすべて同じサーバーに送るようにしてください。',
  idRefused: '以前の答えの ID を受け付けませんでした。以前の答えは文字で送ります。',
  idless: '答えに ID を付けないため、以前の答えは文字で送ります。',
  transcribed: words => `録音が文字になりました:「${words}」。`,
  transcriptionUnwanted: '未実施: 録音を文字に起こす設定ではありません。',
  notTriedAfter: name => `「${labels[name]}」のため、未実施です。`,
  notTriedStopped: '未実施: 確認が停止されました。',
  notTriedLimit: limit => `未実施: 今月の上限 ${limit} に達しています。`,

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
