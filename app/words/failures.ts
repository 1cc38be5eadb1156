import type { FailureCode, FailureValues, Missing } from '../failure-values.ts'
import { catalogue } from './catalogue.ts'
import { sayReason } from './failure-reasons.ts'
import { formatBytes, formatUsd } from './format.ts'
import { formatNumber } from './platform-formats.ts'

/** One sentence for every way a thing can fail. */
type Sentences = {
  [Code in FailureCode]: keyof FailureValues[Code] extends never
    ? () => string
    : (values: FailureValues[Code]) => string
}

const holders = { other: 'another program', parley: 'another Parley' }
const tenths = { maximumFractionDigits: 1 }

const missing: Record<Exclude<Missing, 'any-conversation'>, string> = {
  conversation: 'This conversation',
  turn: 'This turn',
  sound: 'This sound',
  recording: 'This recording',
  reply: 'This reply',
  attachment: 'The attached file',
  import: 'This import',
  'sound-of-conversation': 'The sound of this conversation',
}

/**
 * One sentence for every way a thing can fail, keyed by code: what happened and what to do, in the user's words.
 * Add a code when the sentence or the offered action differs. Values are shown to the user: never a key, never a body.
 */
export const failures = catalogue<Sentences>('failures', {
  bad_input: v => `Parley did not understand that request: ${sayReason(v.what)}.`,
  internal: v => `Something went wrong inside Parley: ${sayReason(v.what)}. What you said is kept.`,
  cancelled: () => 'Stopped.',
  busy: v =>
    `This data folder is already in use by ${holders[v.holder]}${v.pid === null ? '' : ` (process ${v.pid})`}. Close it there, or choose another folder.`,
  port_taken: v => `Port ${v.port} cannot be used: it is taken or not allowed. Choose another with --port.`,
  being_recorded: () => 'Something is still being recorded in this conversation. Stop that first.',
  not_found: v =>
    v.what === 'any-conversation'
      ? 'There is no conversation yet.'
      : `${missing[v.what]} is not in the library any more.`,

  // the endpoint
  endpoint_not_url: v => {
    const ways = {
      ipv6: 'An IPv6 address stands in brackets, as in http://[::1]:4000',
      other: 'It should look like https://api.openai.com/v1',
    }
    if (v.url === '') return `No base URL is entered yet. ${ways.other}.`
    return `“${v.url}” is not a web address. ${ways[v.why]}.`
  },
  endpoint_no_scheme: v =>
    `“${v.url}” does not begin with https:// or http://. Enter ${v.suggestion} if that is what you mean.`,
  endpoint_socket: v =>
    `“${v.url}” is a path or a socket on this computer. Let the server listen on a port, and enter that, such as http://127.0.0.1:4000.`,
  endpoint_not_http: v => `“${v.url}” must start with https:// or http://.`,
  endpoint_has_password: () => 'Put the key into the key field, not into the address.',
  endpoint_wrong_path: v =>
    `${v.host} answered, but has no chat completions at this address. Most servers want a base URL that ends in /v1.`,
  endpoint_html: v =>
    `${v.host} answered with a web page instead of a reply. Check the base URL; a login page or proxy may be in the way.`,
  endpoint_unreadable: v => `${v.host} answered with something that Parley could not read. Check the base URL.`,
  endpoint_redirected: v =>
    `${v.host} redirects to ${v.to ?? 'another place'}, where nothing was sent. If that is the right place, enter it as base URL in Settings.`,
  /** Told of a question that waits: `asked` is whom it was asked of, `now` who would answer. */
  endpoint_changed: v => `This was asked of ${v.asked}, and ${v.now} answers now. It goes there only when you say so.`,
  unreachable: v =>
    `${v.host} cannot be reached: ${v.proxy === null ? '' : `its proxy ${v.proxy}: `}${sayReason(v.why)}. Check the address and your connection, then retry.`,
  /** Told of whom connections go through; `host` has a port. */
  proxy_refused: v =>
    v.needsPassword
      ? `The proxy ${v.proxy} wants a name and a password. Write them into the variable HTTPS_PROXY, as in http://name:password@${v.proxy}, and start Parley again.`
      : `The proxy ${v.proxy} lets nothing through to ${v.host}. Ask whoever runs it, or choose another in Settings.`,
  endpoint_not_https: v =>
    `${v.host} does not speak https at that address. Check its port, or begin the base URL with http:// on your own machine.`,
  tls_untrusted: v =>
    `The certificate of ${v.host} is not trusted, so nothing was sent. Use a trusted certificate, or http:// on your own machine.`,
  timed_out: v => `${v.host} did not answer within ${v.seconds} seconds. Retrying asks the same again.`,
  stalled: v => `The reply stopped arriving for ${v.seconds} seconds. What came is kept.`,
  cut_off: () => 'The connection broke before the reply was complete. What came is kept.',
  /** `source` is where a key came from: "Settings", or the name of an environment variable. */
  key_malformed: v =>
    `${v.source === 'Settings' ? 'This key' : `The key in ${v.source}`} contains spaces, line breaks or unusual characters. Copy it again, on its own.`,
  /** `source` is where a key would come from: "Settings", or the environment. */
  key_missing: v =>
    v.source === 'Settings'
      ? `${v.host} needs a key. Enter it in Settings.`
      : `${v.host} needs a key, and the environment has none for it. Enter address and key in Settings.`,
  key_refused: v =>
    v.source === 'Settings'
      ? `${v.host} refused the key. Check it in Settings.`
      : `${v.host} refused the key in ${v.source}. Correct it there and start Parley again, or enter another in Settings.`,
  /** A proxy took the user's key, and was refused itself by the server behind it. */
  proxy_key_refused: v =>
    `${v.host} has a key of its own for the model, and that one was refused, not yours. Whoever runs it has to correct that.`,
  key_expired: v =>
    v.source === 'Settings'
      ? `The key for ${v.host} has expired. Enter a new one in Settings.`
      : `The key in ${v.source} has expired at ${v.host}. Put a new one there and start Parley again, or enter another in Settings.`,
  profile_missing: () =>
    'The endpoint that was chosen is not there: it was removed, or the environment does not name it any more. Choose another.',
  persona_unusable: v => `“${v.file}” cannot be used as a persona: ${sayReason(v.why)}.`,
  header_refused: v => {
    const reasons = {
      name: 'it is not the name of a header',
      value: 'its value is empty, or has line breaks or unusual characters in it',
      connection: 'it belongs to the connection, not to the request',
      ours: 'Parley sends that itself',
      key: 'the key goes there; enter it as the key',
    }
    return `The header “${v.name}” cannot be added: ${reasons[v.why]}.`
  },
  access_denied: v => `${v.host} does not allow this: ${sayReason(v.said)}`,
  model_unknown: v => `${v.host} does not know the model “${v.model}”. Choose another in Settings.`,
  model_retired: v => `${v.host} no longer offers the model “${v.model}”. Choose another in Settings.`,
  model_denied: v =>
    `This key may not use the model “${v.model}” at ${v.host}. Ask whoever gave you the key, or choose another model in Settings.`,
  model_unavailable: v =>
    `${v.host} has nothing free to run the model “${v.model}” on. Retry in a moment, or choose another in Settings.`,
  proxy_without_audio: v =>
    `${v.host} does not pass sound on to the model “${v.model}”. Ask whoever runs it to allow “audio” and “modalities” (allowed_openai_params), or choose another model in Settings.`,
  projector_missing: v =>
    `${v.host} runs the model “${v.model}” without the part that hears. Start the server with --mmproj, or choose another model in Settings.`,
  api_version_too_old: v =>
    `${v.host} takes no recordings with this API version. Set 2025-01-01-preview or a newer one in Settings.`,
  model_without_audio: v => `“${v.model}” does not speak or hear. Choose an audio model in Settings.`,
  /** The user says so of the model; nothing was sent. */
  model_cannot_hear: v =>
    `Settings say that “${v.model}” does not hear recordings, so nothing was sent. Ask by way of words, or change that in Settings.`,
  voice_refused: v => `The endpoint does not have the voice “${v.voice}”. Choose another in Settings.`,
  sound_undecoded: v =>
    `This voice came as ${v.format}, which Parley does not decode. It is kept as it came, and can be saved.`,
  format_refused: v => `The endpoint does not make ${v.format} sound: ${sayReason(v.said)}`,
  audio_refused: v => `The endpoint could not use the recording: ${sayReason(v.said)}`,
  rate_limited: v => `${v.host} asks to slow down. Wait a moment, then retry.`,
  quota_used_up: v => `The account at ${v.host} has no credit left or has reached its budget.`,
  spending_stopped: v => `This month’s limit of ${formatUsd(v.limitUsd)} is reached, so this was not sent. It is kept.`,
  too_large: v => `${v.host} does not accept a question this large. Make it shorter, or start a new conversation.`,
  context_too_long: () => 'This conversation is too long for the model. Start a new one.',
  content_refused: () => 'The endpoint declined to answer this.',
  reply_empty: v => `${v.host} answered with neither words nor sound. Retry, or choose another model.`,
  server_failed: v => `${v.host} has a problem of its own (${sayReason(v.said)}). Retry in a moment.`,
  request_refused: v => `${v.host} refused the request: ${sayReason(v.said)}`,

  transcription_missing: v =>
    `${v.host ?? 'The practice partner'} does not put recordings into words: it has no /audio/transcriptions. Everything else works as before.`,

  models_missing: v => `${v.host} does not list its models. Type the name of one; everything else works as before.`,

  speech_missing: v => `${v.host} does not read words aloud: it has no /audio/speech. The answer is here in words.`,

  text_too_long: v =>
    `This message is ${formatNumber(v.length, {})} characters long; at most ${formatNumber(v.limit, {})} can be sent. Shorten it, or send it in parts.`,

  // files and disk
  attachment_unsupported: v => `“${v.name}” is not a sound Parley can send. WAV and MP3 files are accepted.`,
  attachment_damaged: v =>
    `“${v.name}” has the beginning of a sound file, but no sound that can be read. It may be cut off or damaged.`,
  attachment_encoding: v =>
    `“${v.name}” is a WAV file in an encoding Parley cannot read. Save it as plain PCM, or as MP3.`,
  attachment_empty: v => `“${v.name}” contains no sound.`,
  attachment_alone: v =>
    `One sound file goes with a question: only “${v.name}” is attached. The others can go with the next ones.`,
  attachment_too_large: v =>
    `“${v.name}” is ${v.bytes === null ? `more than ${formatBytes(v.limitBytes)}` : formatBytes(v.bytes)}; at most ${formatBytes(v.limitBytes)} can be sent. Cut it into shorter pieces.`,
  attachment_too_long: v =>
    `“${v.name}” is ${formatNumber(v.minutes, tenths)} minutes long; at most ${formatNumber(v.limitMinutes, tenths)} minutes can be sent. Cut it into shorter pieces.`,
  attachment_too_short: v => `“${v.name}” is ${v.ms} milliseconds long, too short to hear anything in.`,
  disk_full: v => `The disk is full, so nothing more can be written to ${v.folder}. What was saved so far is kept.`,
  disk_read_only: v => `${v.folder} cannot be written to. Choose another data folder or change its permissions.`,
  disk_failed: v => `A file could not be read or written: ${sayReason(v.what)}.`,
  sound_differs: v =>
    `“${v.name}” is not the sound it was when it was kept: it may be damaged, or another file of that name.`,
  library_missing: v =>
    `The library’s folder ${v.folder} is not there. Connect the disk and try again, or choose where the library is.`,
  library_unusable: v => `The library in ${v.folder} cannot be used: ${sayReason(v.why)}.`,
  move_refused: v => `The library cannot be moved to ${v.folder}: ${sayReason(v.why)}.`,
  move_no_room: v =>
    `${v.folder} has ${formatBytes(v.freeBytes)} free, but the library needs ${formatBytes(v.neededBytes)}. Make room there, or choose another folder.`,
  library_newer: () =>
    'This library was written by a newer Parley, so it can be heard and searched here but not changed. Update Parley.',
  private_full: v =>
    `A private conversation is kept in memory, which holds at most ${formatBytes(v.limitBytes)} of sound. Close it and begin another.`,
  library_damaged: v =>
    `The library’s index could not be read. It was kept as ${v.kept} and made again from the conversations’ folders.`,

  export_too_long: v =>
    `As one sound file this would be ${formatNumber(v.hours, tenths)} hours long; at most ${formatNumber(v.limitHours, tenths)} hours fit. Export it as a ZIP file, or in parts.`,
  import_skipped: v => {
    const reasons = {
      outside: 'its name leads out of the folder it is in',
      duplicate: 'another file has the same name',
      link: 'it is a link',
      encrypted: 'it is encrypted',
      compression: 'it is packed in a way that Parley cannot read',
    }
    return `“${v.name}” in “${v.zip}” was left out: ${reasons[v.why]}.`
  },
  import_unreadable: v => `“${v.name}” is not a Parley export that can be read: ${sayReason(v.why)}.`,

  // the microphone and the speaker
  microphone_denied: () =>
    'Parley may not use the microphone. Allow it in the system or browser settings, then try again.',
  microphone_missing: () => 'No microphone was found. Plug one in or choose another.',
  microphone_busy: () => 'The microphone could not be opened. Another program may be using it.',
  microphone_unplugged: () => 'The microphone was disconnected. What you said up to then is kept as a draft.',
  copy_refused: () =>
    'Nothing was copied: Parley may not write to the clipboard. Click into the window and copy again, or allow it in the system or browser settings.',
  page_not_opened: v => `Nothing on this system opens ${v.address}. Open it by hand.`,
  connection_lost: () => 'The window lost its connection to Parley. Start Parley again and open the address it prints.',
})

/** Which step it was that failed, where a question is asked by way of words. */
export const cascadeSteps = catalogue('cascadeSteps', {
  unheard: (why: string) => `The recording was not put into words, so nothing was asked. ${why}`,
})
