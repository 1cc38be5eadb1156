import type { Missing } from '../../../failure-values.ts'
import { sayReason } from '../../failure-reasons.ts'
import type { failures as english, cascadeSteps as englishSteps } from '../../failures.ts'
import { formatBytes, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'

const SETTINGS = 'Settings'
const inSeconds = (n: number) => formatNumber(n, { style: 'unit', unit: 'second' })

const holders = { other: '另一个程序', parley: '另一个 Parley 程序' }
const tenths = { maximumFractionDigits: 1 }

const missing: Record<Exclude<Missing, 'any-conversation'>, string> = {
  conversation: '此对话',
  turn: '这轮问答',
  sound: '此声音',
  recording: '此录音',
  reply: '此回复',
  attachment: '附加的文件',
  import: '此次导入',
  'sound-of-conversation': '此对话的声音',
}

/** `failures` in Chinese. */
export const failures: typeof english = {
  bad_input: v => `Parley 不理解这个请求：${sayReason(v.what)}。`,
  internal: v => `Parley 内部出错：${sayReason(v.what)}。你说的话已保留。`,
  cancelled: () => '已停止。',
  busy: v =>
    `此数据文件夹正被${holders[v.holder]}${v.pid === null ? '' : `（进程 ${v.pid}）`}使用。请在那里关闭，或选择另一个文件夹。`,
  port_taken: v => `端口 ${v.port} 无法使用：已被占用或不允许。请用 --port 选择另一个。`,
  being_recorded: () => '此对话中仍在录音。请先停止录音。',
  not_found: v => (v.what === 'any-conversation' ? '还没有对话。' : `资料库中已没有：${missing[v.what]}。`),

  endpoint_not_url: v => {
    const ways = {
      ipv6: 'IPv6 地址要放在方括号中，如 http://[::1]:4000',
      other: '应类似 https://api.openai.com/v1',
    }
    if (v.url === '') return `尚未输入基础 URL。${ways.other}。`
    return `“${v.url}”不是网址。${ways[v.why]}。`
  },
  endpoint_no_scheme: v => `“${v.url}”没有以 https:// 或 http:// 开头。如果指的是 ${v.suggestion}，请输入它。`,
  endpoint_socket: v =>
    `“${v.url}”是这台电脑上的路径或套接字。请让服务器监听一个端口并输入它，例如 http://127.0.0.1:4000。`,
  endpoint_not_http: v => `“${v.url}”必须以 https:// 或 http:// 开头。`,
  endpoint_has_password: () => '请把密钥填入密钥栏，不要写在地址里。',
  endpoint_wrong_path: v => `${v.host} 有应答，但此地址没有 Chat Completions。大多数服务器的基础 URL 以 /v1 结尾。`,
  endpoint_html: v => `${v.host} 返回了网页而不是回复。请检查基础 URL；中间可能有登录页或代理。`,
  endpoint_unreadable: v => `${v.host} 返回的内容 Parley 无法读取。请检查基础 URL。`,
  endpoint_redirected: v =>
    `${v.host} 重定向到${v.to ? ` ${v.to}` : '别处'}，没有向那里发送任何内容。如果那是正确的地址，请在设置中将它设为基础 URL。`,
  endpoint_changed: v => `这是向 ${v.asked} 提的问题，而现在由 ${v.now} 回答。只有你同意才会发给它。`,
  unreachable: v =>
    `无法连接 ${v.host}：${v.proxy === null ? '' : `代理 ${v.proxy}：`}${sayReason(v.why)}。请检查地址和网络连接，然后重试。`,
  proxy_refused: v =>
    v.needsPassword
      ? `代理 ${v.proxy} 需要用户名和密码。请写入环境变量 HTTPS_PROXY，例如 http://name:password@${v.proxy}，然后重新启动 Parley。`
      : `代理 ${v.proxy} 不允许连接 ${v.host}。请询问代理的管理员，或在设置中选择其他代理。`,
  endpoint_not_https: v => `${v.host} 在该地址不支持 https。请检查端口；如果是自己的电脑，基础 URL 可以 http:// 开头。`,
  tls_untrusted: v =>
    `${v.host} 的证书不受信任，因此没有发送任何内容。请使用受信任的证书，或在自己的电脑上使用 http://。`,
  timed_out: v => `${v.host} 在 ${inSeconds(v.seconds)}内没有回答。重试会再次提出同样的问题。`,
  stalled: v => `回复已停顿 ${inSeconds(v.seconds)}。收到的部分已保留。`,
  cut_off: () => '回复完成之前连接中断。收到的部分已保留。',
  key_malformed: v =>
    `${v.source === SETTINGS ? '此密钥' : `${v.source} 中的密钥`}含有空格、换行或异常字符。请重新拷贝，只拷贝密钥本身。`,
  key_missing: v =>
    v.source === SETTINGS
      ? `${v.host} 需要密钥。请在设置中输入。`
      : `${v.host} 需要密钥，而环境变量中没有它的密钥。请在设置中输入地址和密钥。`,
  key_refused: v =>
    v.source === SETTINGS
      ? `${v.host} 拒绝了密钥。请在设置中检查。`
      : `${v.host} 拒绝了 ${v.source} 中的密钥。请在那里更正并重新启动 Parley，或在设置中输入另一个。`,
  proxy_key_refused: v => `${v.host} 用自己的密钥访问模型，被拒绝的是那个密钥，不是你的。需要由其管理者更正。`,
  key_expired: v =>
    v.source === SETTINGS
      ? `${v.host} 的密钥已过期。请在设置中输入新的密钥。`
      : `${v.source} 中的密钥在 ${v.host} 已过期。请在那里换上新的并重新启动 Parley，或在设置中输入另一个。`,
  profile_missing: () => '所选的端点不存在：它已被移除，或环境变量不再指定它。请选择另一个。',
  persona_unusable: v => `“${v.file}”不能用作角色：${sayReason(v.why)}。`,
  header_refused: v => {
    const reasons = {
      name: '这不是有效的标头名称',
      value: '它的值为空，或含有换行或异常字符',
      connection: '它属于连接，不属于请求',
      ours: '它由 Parley 自己发送',
      key: '那里是放密钥的；请作为密钥输入',
    }
    return `无法添加标头“${v.name}”：${reasons[v.why]}。`
  },
  access_denied: v => `${v.host} 不允许这样做：${sayReason(v.said)}`,
  model_unknown: v => `${v.host} 没有模型“${v.model}”。请在设置中选择另一个。`,
  model_retired: v => `${v.host} 不再提供模型“${v.model}”。请在设置中选择另一个。`,
  model_denied: v => `此密钥不能在 ${v.host} 使用模型“${v.model}”。请询问提供密钥的人，或在设置中选择另一个模型。`,
  model_unavailable: v => `${v.host} 目前没有空闲资源运行模型“${v.model}”。请稍后重试，或在设置中选择另一个。`,
  proxy_without_audio: v =>
    `${v.host} 不会把声音传给模型“${v.model}”。请让其管理者允许“audio”和“modalities”（allowed_openai_params），或在设置中选择另一个模型。`,
  projector_missing: v =>
    `${v.host} 运行的模型“${v.model}”缺少听觉部分。请用 --mmproj 启动服务器，或在设置中选择另一个模型。`,
  api_version_too_old: v => `${v.host} 的此 API 版本不接受录音。请在设置中改为 2025-01-01-preview 或更新的版本。`,
  model_without_audio: v => `“${v.model}”不能说也不能听。请在设置中选择音频模型。`,
  model_cannot_hear: v => `设置表明“${v.model}”不能听录音，因此没有发送。请通过文字提问，或在设置中更改。`,
  voice_refused: v => `端点没有声音“${v.voice}”。请在设置中选择另一个。`,
  format_refused: v => `端点不生成 ${v.format} 格式的声音：${sayReason(v.said)}`,
  audio_refused: v => `端点无法使用此录音：${sayReason(v.said)}`,
  rate_limited: v => `${v.host} 要求放慢速度。请稍等，然后重试。`,
  quota_used_up: v => `${v.host} 的账户余额不足，或已达到预算。`,
  spending_stopped: v => `已达到本月 ${formatUsd(v.limitUsd)} 的上限，因此没有发送。内容已保留。`,
  too_large: v => `${v.host} 不接受这么大的问题。请缩短它，或开始新对话。`,
  context_too_long: () => '此对话对模型来说太长。请开始新对话。',
  content_refused: () => '端点拒绝回答这个问题。',
  reply_empty: v => `${v.host} 的回答既没有文字也没有声音。请重试，或选择另一个模型。`,
  server_failed: v => `${v.host} 自身出了问题（${sayReason(v.said)}）。请稍后重试。`,
  request_refused: v => `${v.host} 拒绝了请求：${sayReason(v.said)}`,

  transcription_missing: v =>
    `${v.host ? `${v.host} ` : '练习伙伴'}不能把录音转成文字：它没有 /audio/transcriptions。其他功能照常。`,

  models_missing: v => `${v.host} 不列出模型。请输入模型名称；其他功能照常。`,

  speech_missing: v => `${v.host} 不能朗读文字：它没有 /audio/speech。这里有文字回答。`,

  text_too_long: v =>
    `这条消息有 ${formatNumber(v.length, {})} 个字符，最多可发送 ${formatNumber(v.limit, {})} 个。请缩短，或分开发送。`,

  attachment_unsupported: v => `“${v.name}”不是 Parley 可以发送的声音。接受 WAV 和 MP3 文件。`,
  attachment_damaged: v => `“${v.name}”的开头是声音文件，但没有可读取的声音。它可能被截断或损坏。`,
  attachment_encoding: v => `“${v.name}”是 WAV 文件，但编码 Parley 无法读取。请另存为普通 PCM 或 MP3。`,
  attachment_empty: v => `“${v.name}”不含声音。`,
  attachment_alone: v => `一个问题只能附带一个声音文件：仅附加了“${v.name}”。其他文件可以随后面的问题发送。`,
  attachment_too_large: v =>
    `“${v.name}”为 ${v.bytes === null ? `超过 ${formatBytes(v.limitBytes)}` : formatBytes(v.bytes)}，最多可发送 ${formatBytes(v.limitBytes)}。请剪成较短的几段。`,
  attachment_too_long: v =>
    `“${v.name}”长 ${formatNumber(v.minutes, tenths)} 分钟，最多可发送 ${formatNumber(v.limitMinutes, tenths)} 分钟。请剪成较短的几段。`,
  attachment_too_short: v => `“${v.name}”只有 ${formatNumber(v.ms, {})} 毫秒，太短，听不到内容。`,
  disk_full: v => `磁盘已满，无法再写入 ${v.folder}。已保存的内容仍然保留。`,
  disk_read_only: v => `无法写入 ${v.folder}。请选择另一个数据文件夹，或更改其权限。`,
  disk_failed: v => `无法读取或写入文件：${sayReason(v.what)}。`,
  sound_differs: v => `“${v.name}”与保存时的声音不同：它可能已损坏，或是同名的另一个文件。`,
  sound_undecoded: v => `此语音的格式为 ${v.format}，Parley 无法解码。它已原样保留，可以另存。`,
  library_missing: v => `资料库文件夹 ${v.folder} 不存在。请连接磁盘后重试，或选择资料库所在位置。`,
  library_unusable: v => `${v.folder} 中的资料库无法使用：${sayReason(v.why)}。`,
  move_refused: v => `资料库无法移到 ${v.folder}：${sayReason(v.why)}。`,
  move_no_room: v =>
    `${v.folder} 的可用空间为 ${formatBytes(v.freeBytes)}，但资料库需要 ${formatBytes(v.neededBytes)}。请腾出空间，或选择另一个文件夹。`,
  library_newer: () => '此资料库由更新版本的 Parley 写入，在这里可以收听和搜索，但不能更改。请更新 Parley。',
  private_full: v => `私密对话保存在内存中，最多可容纳 ${formatBytes(v.limitBytes)} 的声音。请关闭它并开始另一个。`,
  library_damaged: v => `无法读取资料库的索引。它已保留为 ${v.kept}，并根据对话文件夹重新建立。`,

  export_too_long: v =>
    `合为一个声音文件将长达 ${formatNumber(v.hours, tenths)} 小时，最多只能 ${formatNumber(v.limitHours, tenths)} 小时。请导出为 ZIP 文件，或分开导出。`,
  import_skipped: v => {
    const reasons = {
      outside: '它的名称指向所在文件夹之外',
      duplicate: '另一个文件同名',
      link: '它是链接',
      encrypted: '它已加密',
      compression: '它的压缩方式 Parley 无法读取',
    }
    return `“${v.zip}”中的“${v.name}”被略过：${reasons[v.why]}。`
  },
  import_unreadable: v => `“${v.name}”不是可以读取的 Parley 导出文件：${sayReason(v.why)}。`,

  microphone_denied: () => 'Parley 不能使用麦克风。请在系统或浏览器的设置中允许，然后重试。',
  microphone_missing: () => '没有找到麦克风。请连接一个，或选择另一个。',
  microphone_busy: () => '无法打开麦克风。可能有另一个程序正在使用它。',
  microphone_unplugged: () => '麦克风已断开。此前说的话已保留为草稿。',
  copy_refused: () => '没有拷贝任何内容：Parley 不能写入剪贴板。请点一下窗口再拷贝一次，或在系统或浏览器的设置中允许。',
  page_not_opened: v => `此系统上没有程序能打开 ${v.address}。请手动打开。`,
  connection_lost: () => '窗口与 Parley 失去了连接。请重新启动 Parley，并打开它显示的地址。',
}

/** `cascadeSteps` in Chinese. */
export const cascadeSteps: typeof englishSteps = {
  unheard: why => `录音没有转成文字，因此没有提问。${why}`,
}
