import type { findingWords as english } from '../../finding-words.ts'
import { formatDateOf, formatSeconds, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { count } from './counts.ts'
import { doctorWords } from './doctor-words.ts'
import { knowledgeWords } from './knowledge-words.ts'

const ALLOWED = '`allowed_openai_params: ["audio", "modalities"]`'

const tokens = (n: number) => count(n, 'トークン')

/** `findingWords` in Japanese. */
export const findingWords: typeof english = {
  reachable: () => '接続できました。',
  reachable_through: ({ proxy }) => `プロキシ ${proxy} を通して接続できました。`,
  encrypted: ({ protocol }) => `証明書は信頼されています（${protocol}）。`,
  stays_here: () => '暗号化されていませんが、必要ありません。送るものはこのコンピュータの外に出ません。',
  unencrypted: ({ host }) => `${host} に送るものは、キーも含めて、途中で読まれるおそれがあります。`,
  unencrypted_fix: () => 'サーバーに https:// で始まるアドレスがあれば、それを使ってください。',
  answers: () => 'Chat Completions に対応しています。',
  answers_litellm: () => 'LiteLLM プロキシが Chat Completions に対応しています。',
  key_taken: ({ source }) => `${source === 'Settings' ? '設定' : `${source} `}のキーが受け入れられました。`,
  keyless: () => 'キーは送っておらず、必要もありません。',
  model_known: ({ asked }) => `「${asked}」はあります。`,
  model_answers: ({ asked, answered }) =>
    answered === null || answered === asked
      ? `「${asked}」が答えました。`
      : `「${asked}」が答え、「${answered}」と名乗りました。`,
  unlisted: () => 'サーバーの一覧にはありません。',
  will_be_shut_down: ({ day }) => `${formatDateOf(day)}に提供が終わります。`,
  should_be_shut_down: ({ day }) => `${formatDateOf(day)}に提供が終わるはずでした。いつ終わってもおかしくありません。`,
  shut_down_fix: () => 'それまでに別のモデルを選んでください。',
  model_gone_behind: () =>
    'サーバーの一覧にこの名前があるので、その先のモデルがなくなったようです。管理者に、別のモデルを指定するよう頼んでください。',
  models_that_speak: ({ names }) => `一覧のうち、話せるモデル: ${names.map(name => `「${name}」`).join('、')}。`,
  heard_words: () => '録音の言葉を繰り返しました。',
  heard_tokens: ({ tokens: n }) => `録音の音声を ${tokens(n)}と数えました。`,
  heard_by_practice: () => '練習相手が録音を再生しました。',
  unheard: ({ answer }) =>
    `録音は受け取られましたが、聞かれた様子がありません。繰り返すよう頼むと「${answer}」と答えました。`,
  unheard_wordless: () => '録音は受け取られましたが、答えに文字がなく、聞かれたかどうか分かりません。',
  unheard_fix: () => '話したことに答えない場合は、聞けるモデルを選んでください。',
  uploads: ({ format }) => `録音は、送っている間に ${knowledgeWords.uploadFormats[format]} で受け取られました。`,
  uploads_hindered: ({ obstacle }) =>
    `話している間は録音を受け取りません: ${knowledgeWords.uploadObstacles[obstacle]}。`,
  uploads_whole: () => '何もする必要はありません。録音は終わってから送られます。',
  uploads_as_mp3: () => '何もする必要はありません。受け取られる場合、録音は話しながら MP3 で送られます。',
  uploads_untried: () => '未実施: 別の方法で質問する必要がありました。次の録音で分かります。',
  uploads_wished: () => '未実施: このプロファイルでは、録音は終わってから送られます。',
  speaks: ({ ms, format }) => `${formatSeconds(ms)} の音声が ${format} で届きました。`,
  silent: () => '音声が届きましたが、無音です。',
  silent_fix: () => '別の声か、「返答の形式」で別の形式を選んでください。',
  undecodable: ({ format }) => `音声が届きましたが、Parley では再生できません（${format}）。`,
  undecodable_fix: () => '「返答の形式」で別の形式を選んでください。',
  sound_dropped: () =>
    'プロキシは答えましたが、音声が届きませんでした。おそらく `drop_params` がオンで、モデルに発話が求められていません。',
  sound_dropped_fix: () =>
    `プロキシの管理者に、このモデルへ ${ALLOWED} を設定するよう頼むか、別のモデルを選んでください。`,
  sound_lost: () => 'プロキシは答え、モデルは音声を作りましたが、届きませんでした。途中で失われています。',
  sound_lost_fix: () => '返答をまとめて受け取るようにするか、プロキシの管理者に尋ねてください。',
  words_only: () => '発話を求めましたが、文字だけで答えました。',
  words_only_fix: () => '話せるモデルを選んでください。途中のプロキシが音声の要求を落とすこともあります。',
  speech_refused: () => '発話を拒み、文字で答えます。',
  speech_refused_fix: () => '話せるモデルを選んでください。',
  speech_refused_litellm_fix: () =>
    `プロキシの管理者に、このモデルへ ${ALLOWED} を設定するよう頼むか、別のモデルを選んでください。`,
  streams: () => '返答は作られながら届きます。',
  comes_whole: () => '返答はすべてできてから届きます。',
  comes_whole_fix: () => '何もする必要はありません。少し長く待つだけです。',
  whole_in_format: () => '未実施: このプロファイルの形式では、返答はすべてできてから届きます。',
  whole_wished: () => '未実施: このプロファイルは返答をまとめて受け取ります。',
  transcript: () => '返答の文字も届きます。',
  wordless: () => '返答に文字がないため、読むことも検索することもできません。',
  usage: ({ sent, answered, ofSound }) =>
    `送信 ${tokens(sent)}、返答 ${tokens(answered)}、うち音声は ${formatNumber(ofSound, {})}。`,
  usage_rough: () => 'トークンは数えられますが、音声と文字の区別がないため、返答の料金は見積もりです。',
  uncounted: () => 'トークンが数えられないため、返答の料金は見積もりです。',
  id_kept: () => '以前の答えを ID で認識します。',
  id_lost: () => '答えに ID を付けましたが、あとで認識しませんでした（audio_not_found）。以前の答えは文字で送ります。',
  id_lost_fix: () => 'プロキシの先では、1 つのモデルへの質問をすべて同じサーバーに送るようにしてください。',
  id_refused: () => '以前の答えの ID を受け付けませんでした。以前の答えは文字で送ります。',
  idless: () => '答えに ID を付けないため、以前の答えは文字で送ります。',
  transcribed: ({ words }) => `録音が文字になりました:「${words}」。`,
  transcription_unwanted: () => '未実施: 録音を文字に起こす設定ではありません。',
  not_tried_after: ({ check }) => `「${doctorWords.labels[check]}」のため、未実施です。`,
  not_tried_stopped: () => '未実施: 確認が停止されました。',
  not_tried_limit: ({ limitUsd }) => `未実施: 今月の上限 ${formatUsd(limitUsd)} に達しています。`,
}
