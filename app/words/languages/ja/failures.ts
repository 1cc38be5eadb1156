import type { Missing } from '../../../failure-values.ts'
import { sayReason } from '../../failure-reasons.ts'
import type { failures as english, cascadeSteps as englishSteps } from '../../failures.ts'
import { formatBytes, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'

const SETTINGS = 'Settings'

const holders = { other: '別のプログラム', parley: '別の Parley' }
const tenths = { maximumFractionDigits: 1 }

const missing: Record<Exclude<Missing, 'any-conversation'>, string> = {
  conversation: 'この会話',
  turn: 'このやり取り',
  sound: 'この音声',
  recording: 'この録音',
  reply: 'この返答',
  attachment: '添付ファイル',
  import: 'この読み込み',
  'sound-of-conversation': 'この会話の音声',
}

/** `failures` in Japanese. */
export const failures: typeof english = {
  bad_input: v => `Parley はこの要求を理解できませんでした: ${sayReason(v.what)}。`,
  internal: v => `Parley の内部で問題が起きました: ${sayReason(v.what)}。話したことは保存されています。`,
  cancelled: () => '停止しました。',
  busy: v =>
    `このデータフォルダはすでに${holders[v.holder]}${v.pid === null ? '' : `（プロセス ${v.pid}）`}が使っています。そちらを閉じるか、別のフォルダを選んでください。`,
  port_taken: v => `ポート ${v.port} は使えません: 使用中か、許可されていません。--port で別のポートを選んでください。`,
  being_recorded: () => 'この会話ではまだ録音中です。先に録音を止めてください。',
  not_found: v =>
    v.what === 'any-conversation' ? '会話はまだありません。' : `ライブラリにもうありません: ${missing[v.what]}。`,

  endpoint_not_url: v => {
    const ways = {
      ipv6: 'IPv6 アドレスは http://[::1]:4000 のように角かっこで囲みます',
      other: 'https://api.openai.com/v1 のような形です',
    }
    if (v.url === '') return `基本 URL がまだ入力されていません。${ways.other}。`
    return `「${v.url}」は Web アドレスではありません。${ways[v.why]}。`
  },
  endpoint_no_scheme: v =>
    `「${v.url}」は https:// でも http:// でも始まっていません。${v.suggestion} のことなら、そう入力してください。`,
  endpoint_socket: v =>
    `「${v.url}」はこのコンピュータのパスかソケットです。サーバーをポートで待ち受けるようにし、http://127.0.0.1:4000 のように入力してください。`,
  endpoint_not_http: v => `「${v.url}」は https:// か http:// で始まる必要があります。`,
  endpoint_has_password: () => 'キーはアドレスではなく、キーの欄に入力してください。',
  endpoint_wrong_path: v =>
    `${v.host} は応答しましたが、このアドレスに Chat Completions がありません。多くのサーバーでは、基本 URL は /v1 で終わります。`,
  endpoint_html: v =>
    `${v.host} は返答ではなく Web ページを返しました。基本 URL を確かめてください。ログインページやプロキシが間にあるかもしれません。`,
  endpoint_unreadable: v => `${v.host} の応答を Parley は読めませんでした。基本 URL を確かめてください。`,
  endpoint_redirected: v =>
    `${v.host} は${v.to ? ` ${v.to} ` : '別の場所'}に転送しますが、そこへは何も送っていません。正しい場所なら、設定で基本 URL として入力してください。`,
  endpoint_changed: v => `これは ${v.asked} への質問で、今は ${v.now} が答えます。指示があるときだけそちらに送ります。`,
  unreachable: v =>
    `${v.host} に接続できません: ${v.proxy === null ? '' : `プロキシ ${v.proxy}: `}${sayReason(v.why)}。アドレスと接続を確かめて、もう一度試してください。`,
  proxy_refused: v =>
    v.needsPassword
      ? `プロキシ ${v.proxy} はユーザー名とパスワードを求めています。環境変数 HTTPS_PROXY に http://name:password@${v.proxy} のように書いて、Parley を起動し直してください。`
      : `プロキシ ${v.proxy} は ${v.host} への接続を通しません。管理者に問い合わせるか、設定で別のプロキシを選んでください。`,
  endpoint_not_https: v =>
    `${v.host} はそのアドレスで https に対応していません。ポートを確かめるか、自分のコンピュータなら基本 URL を http:// で始めてください。`,
  tls_untrusted: v =>
    `${v.host} の証明書は信頼されていないため、何も送っていません。信頼された証明書を使うか、自分のコンピュータなら http:// を使ってください。`,
  timed_out: v =>
    `${v.host} は ${formatNumber(v.seconds, {})} 秒以内に応答しませんでした。もう一度試すと同じ質問をします。`,
  stalled: v => `返答が ${formatNumber(v.seconds, {})} 秒間止まっています。届いた分は保存されています。`,
  cut_off: () => '返答が終わる前に接続が切れました。届いた分は保存されています。',
  key_malformed: v =>
    `${v.source === SETTINGS ? 'このキー' : `${v.source} のキー`}に空白、改行、または通常でない文字が含まれています。キーだけをコピーし直してください。`,
  key_missing: v =>
    v.source === SETTINGS
      ? `${v.host} にはキーが必要です。設定で入力してください。`
      : `${v.host} にはキーが必要ですが、環境変数にそのキーがありません。設定でアドレスとキーを入力してください。`,
  key_refused: v =>
    v.source === SETTINGS
      ? `${v.host} がキーを拒否しました。設定で確かめてください。`
      : `${v.host} が ${v.source} のキーを拒否しました。そこで直して Parley を起動し直すか、設定で別のキーを入力してください。`,
  proxy_key_refused: v =>
    `${v.host} はモデルのために独自のキーを使っており、拒否されたのはそのキーで、あなたのキーではありません。運用者が直す必要があります。`,
  key_expired: v =>
    v.source === SETTINGS
      ? `${v.host} のキーは期限切れです。設定で新しいキーを入力してください。`
      : `${v.source} のキーは ${v.host} で期限切れです。そこに新しいキーを置いて Parley を起動し直すか、設定で別のキーを入力してください。`,
  profile_missing: () =>
    '選んだエンドポイントがありません: 取り除かれたか、環境変数が示さなくなりました。別のものを選んでください。',
  persona_unusable: v => `「${v.file}」はペルソナとして使えません: ${sayReason(v.why)}。`,
  header_refused: v => {
    const reasons = {
      name: 'ヘッダーの名前ではありません',
      value: '値が空か、改行や通常でない文字を含んでいます',
      connection: '要求ではなく接続に属するものです',
      ours: 'Parley 自身が送るものです',
      key: 'そこにはキーが入ります。キーとして入力してください',
    }
    return `ヘッダー「${v.name}」は追加できません: ${reasons[v.why]}。`
  },
  access_denied: v => `${v.host} はこれを許可していません: ${sayReason(v.said)}`,
  model_unknown: v => `${v.host} にモデル「${v.model}」はありません。設定で別のものを選んでください。`,
  model_retired: v => `${v.host} はモデル「${v.model}」の提供を終えました。設定で別のものを選んでください。`,
  model_denied: v =>
    `このキーでは ${v.host} のモデル「${v.model}」を使えません。キーの発行者に尋ねるか、設定で別のモデルを選んでください。`,
  model_unavailable: v =>
    `${v.host} にはモデル「${v.model}」を動かす空きがありません。少し待ってもう一度試すか、設定で別のものを選んでください。`,
  proxy_without_audio: v =>
    `${v.host} はモデル「${v.model}」に音声を渡しません。運用者に「audio」と「modalities」（allowed_openai_params）を許可するよう頼むか、設定で別のモデルを選んでください。`,
  projector_missing: v =>
    `${v.host} はモデル「${v.model}」を、聞くための部分なしで動かしています。--mmproj を付けてサーバーを起動するか、設定で別のモデルを選んでください。`,
  api_version_too_old: v =>
    `${v.host} のこの API バージョンは録音を受け付けません。設定で 2025-01-01-preview 以降にしてください。`,
  model_without_audio: v => `「${v.model}」は話すことも聞くこともできません。設定で音声モデルを選んでください。`,
  model_cannot_hear: v =>
    `設定では「${v.model}」は録音を聞けないことになっているため、何も送っていません。文字を介して質問するか、設定を変えてください。`,
  voice_refused: v => `エンドポイントに声「${v.voice}」はありません。設定で別の声を選んでください。`,
  format_refused: v => `エンドポイントは ${v.format} の音声を作りません: ${sayReason(v.said)}`,
  audio_refused: v => `エンドポイントは録音を使えませんでした: ${sayReason(v.said)}`,
  rate_limited: v => `${v.host} から、間隔を空けるよう求められました。少し待って、もう一度試してください。`,
  quota_used_up: v => `${v.host} のアカウントは残高がないか、予算に達しました。`,
  spending_stopped: v => `今月の上限 ${formatUsd(v.limitUsd)} に達したため、送信していません。内容は保存されています。`,
  too_large: v => `${v.host} はこれほど大きな質問を受け付けません。短くするか、新しい会話を始めてください。`,
  context_too_long: () => 'この会話はモデルには長すぎます。新しい会話を始めてください。',
  content_refused: () => 'エンドポイントはこれに答えませんでした。',
  reply_empty: v => `${v.host} の返答には文字も音声もありませんでした。もう一度試すか、別のモデルを選んでください。`,
  server_failed: v => `${v.host} 側に問題があります（${sayReason(v.said)}）。少し待ってもう一度試してください。`,
  request_refused: v => `${v.host} が要求を拒否しました: ${sayReason(v.said)}`,

  transcription_missing: v =>
    `${v.host ? `${v.host} ` : '練習相手'}は録音を文字に起こせません: /audio/transcriptions がありません。ほかはこれまでどおり使えます。`,

  models_missing: v => `${v.host} はモデルを一覧にしません。名前を入力してください。ほかはこれまでどおり使えます。`,

  speech_missing: v => `${v.host} は文字を読み上げられません: /audio/speech がありません。答えは文字でここにあります。`,

  text_too_long: v =>
    `このメッセージは ${formatNumber(v.length, {})} 文字です。送信できるのは ${formatNumber(v.limit, {})} 文字までです。短くするか、分けて送ってください。`,

  attachment_unsupported: v => `「${v.name}」は Parley が送れる音声ではありません。WAV と MP3 のファイルを使えます。`,
  attachment_damaged: v =>
    `「${v.name}」は音声ファイルのように始まりますが、読める音声がありません。途中で切れているか、壊れているかもしれません。`,
  attachment_encoding: v =>
    `「${v.name}」は Parley が読めない形式の WAV ファイルです。通常の PCM か MP3 で保存してください。`,
  attachment_empty: v => `「${v.name}」に音声がありません。`,
  attachment_alone: v =>
    `1 つの質問に付けられる音声ファイルは 1 つです。「${v.name}」だけを添付しました。ほかのファイルは次の質問に付けられます。`,
  attachment_too_large: v =>
    `「${v.name}」は ${v.bytes === null ? `${formatBytes(v.limitBytes)} 超` : formatBytes(v.bytes)} です。送信できるのは ${formatBytes(v.limitBytes)} までです。短く分けてください。`,
  attachment_too_long: v =>
    `「${v.name}」は ${formatNumber(v.minutes, tenths)} 分あります。送信できるのは ${formatNumber(v.limitMinutes, tenths)} 分までです。短く分けてください。`,
  attachment_too_short: v => `「${v.name}」は ${formatNumber(v.ms, {})} ミリ秒しかなく、短すぎて何も聞き取れません。`,
  disk_full: v => `ディスクがいっぱいで、${v.folder} にこれ以上書き込めません。これまでに保存した分は残っています。`,
  disk_read_only: v => `${v.folder} に書き込めません。別のデータフォルダを選ぶか、アクセス権を変えてください。`,
  disk_failed: v => `ファイルを読み書きできませんでした: ${sayReason(v.what)}。`,
  sound_differs: v =>
    `「${v.name}」は保存したときの音声と異なります: 壊れているか、同じ名前の別のファイルかもしれません。`,
  sound_undecoded: v =>
    `この音声は ${v.format} で届き、Parley では復号できません。届いたまま残してあり、ファイルに保存できます。`,
  library_missing: v =>
    `ライブラリのフォルダ ${v.folder} がありません。ディスクを接続してもう一度試すか、ライブラリの場所を選んでください。`,
  library_unusable: v => `${v.folder} のライブラリは使えません: ${sayReason(v.why)}。`,
  move_refused: v => `ライブラリを ${v.folder} に移動できません: ${sayReason(v.why)}。`,
  move_no_room: v =>
    `${v.folder} の空きは ${formatBytes(v.freeBytes)} ですが、ライブラリには ${formatBytes(v.neededBytes)} が必要です。空きを作るか、別のフォルダを選んでください。`,
  library_newer: () =>
    'このライブラリは新しい Parley が書いたものなので、ここでは聞くことと検索だけができ、変更はできません。Parley を更新してください。',
  private_full: v =>
    `プライベート会話はメモリに保持され、音声は ${formatBytes(v.limitBytes)} までです。閉じて、別の会話を始めてください。`,
  library_damaged: v => `ライブラリの索引を読めませんでした。${v.kept} として残し、会話のフォルダから作り直しました。`,

  export_too_long: v =>
    `1 つの音声ファイルにすると ${formatNumber(v.hours, tenths)} 時間になります。上限は ${formatNumber(v.limitHours, tenths)} 時間です。ZIP ファイルにするか、分けて書き出してください。`,
  import_skipped: v => {
    const reasons = {
      outside: '名前がフォルダの外を指しています',
      duplicate: '同じ名前のファイルがほかにあります',
      link: 'リンクです',
      encrypted: '暗号化されています',
      compression: 'Parley が読めない方法で圧縮されています',
    }
    return `「${v.zip}」の「${v.name}」は除きました: ${reasons[v.why]}。`
  },
  import_unreadable: v => `「${v.name}」は読み込める Parley の書き出しではありません: ${sayReason(v.why)}。`,

  microphone_denied: () => 'Parley はマイクを使えません。システムかブラウザの設定で許可して、もう一度試してください。',
  microphone_missing: () => 'マイクが見つかりません。接続するか、別のマイクを選んでください。',
  microphone_busy: () => 'マイクを開けませんでした。ほかのアプリが使っているかもしれません。',
  microphone_unplugged: () => 'マイクの接続が切れました。それまでに話したことは下書きとして残っています。',
  copy_refused: () =>
    'コピーできませんでした。Parley はクリップボードに書き込めません。ウインドウをクリックしてもう一度コピーするか、システムかブラウザの設定で許可してください。',
  page_not_opened: v => `このシステムには ${v.address} を開くものがありません。手動で開いてください。`,
  connection_lost: () =>
    'ウインドウと Parley の接続が失われました。Parley を起動し直し、表示されるアドレスを開いてください。',
}

/** `cascadeSteps` in Japanese. */
export const cascadeSteps: typeof englishSteps = {
  unheard: why => `録音が文字にならなかったため、質問は送っていません。${why}`,
}
