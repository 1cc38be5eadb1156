import type { Step } from '../../../turns/turn-times.ts'
import { formatDuration, formatMilliseconds, formatSeconds, formatTime, formatTook, sayDuration } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import type { turnWords as english } from '../../turn-words.ts'
import { count } from './counts.ts'

const stepNames: Partial<Record<Step, string>> = {
  sent: '質問の送信',
  headers: '返答の開始',
  firstWords: '最初の文字',
  firstSound: '最初の音の到着',
  sounded: '最初の音の再生',
  end: 'すべて到着',
}

const failed = '失敗'

const timesWords: (typeof english)['turn']['times'] = {
  soon: ({ sounded, firstSound, firstWords }) => {
    const [sound, text] = [sounded ?? firstSound, firstWords]
    if (sound !== null) return `最初の音まで ${formatTook(sound)}`
    return text === null ? null : `最初の文字まで ${formatTook(text)}`
  },
  label: soon => `かかった時間: ${soon}`,
  failedAfter: ms => `${formatTook(ms)} で失敗`,
  detail: (times, { isSpoken, hasFailed }) => {
    const { pressed, firstSample } = times
    const opened = pressed !== null && firstSample !== null ? firstSample - pressed : null
    const heard = opened === null ? '' : `キーを押して ${formatMilliseconds(opened)} 後に最初のサンプル。`
    const said = Object.entries(stepNames).flatMap(([step, name]) => {
      const ms = times[step as Step]
      return ms === null ? [] : [`${step === 'end' && hasFailed ? failed : name} ${formatMilliseconds(ms)}`]
    })
    return `${heard}${isSpoken ? '離してから' : '質問してから'}: ${said.join('、')}。`
  },
}

const sides = { recording: '録音', reply: '返答' }

/** Turns, replay and drafts in the Japanese catalogue `words`. */
export const turnWords: typeof english = {
  turn: {
    you: '自分',
    reply: '返答',
    yours: at => `${formatTime(at)} の質問`,
    voiceMessage: ms => `音声メッセージ ${formatDuration(ms)}`,
    voiceReply: ms => `音声の返答 ${formatDuration(ms)}`,
    attachment: name => `添付: ${name}`,
    textReply: '文字の返答',
    sayIt: '読み上げる',
    heardUntil: ms => `${formatDuration(ms)} まで再生`,
    stoppedAtOnce: 'すぐに停止',
    incomplete: '途中まで',
    missing: ms => `マイクが途切れ、${formatSeconds(ms)} 分が欠けています`,
    expired: { sound: '音声の保存期間が過ぎました', words: '文字の保存期間が過ぎました' },
    times: timesWords,
    unanswered: n =>
      `その前に${count(n, '回')}送信しましたが返答がありませんでした。その分も料金が発生している可能性があります。`,
    waiting: '返答を待っています',
    stopped: '返答が届く前に止めました。',
    ask: '質問する',
    playOf: side => `${sides[side]}を再生`,
    pauseOf: side => `${sides[side]}を一時停止`,
    seek: side => `${sides[side]}の位置`,
    position: (ms, ofMs) => `${sayDuration(ofMs)}中 ${sayDuration(ms)}`,
    progress: (ms, ofMs) => `${formatDuration(ms)} / ${formatDuration(ofMs)}`,
    speed: '速さ',
    speedOf: rate => `${formatNumber(rate, {})}×`,
    again: 'もう一度質問',
    copy: '文字をコピー',
    copyQuestion: '質問をコピー',
    copied: 'コピーしました',
    save: '音声を保存',
    menu: 'やり取りのメニュー',
    delete: '質問と返答を削除',
    editQuestion: '録音の文字を編集',
    editReply: '返答の文字を編集',
    edited: '編集済み',
    words: side => `${sides[side]}の文字`,
    keepWords: '確定',
    leaveWords: 'キャンセル',
    saveRecording: '録音を保存',
    continueFrom: 'ここから続ける',
    continued: title => `「${title}」はコピーで続きます`,
    fileName: (moment, side, format) => `Parley ${moment} ${sides[side]}.${format}`,
  },

  replay: {
    bar: '再生',
    previous: '前の音声',
    next: '次の音声',
    back: '10 秒戻る',
    forward: '10 秒進む',
    pause: '一時停止',
    resume: '再生',
    close: '再生を閉じる',
    playOn: '続けて再生',
    playOnHint: '保存した音声を会話の順に続けて再生します。',
    skipSilence: '無音を飛ばす',
    skipSilenceHint: '保存した音声の 0.6 秒を超える間を飛ばします。',
    all: '会話を再生',
  },

  draft: {
    reasons: {
      'focus-lost': () => 'ウインドウがキーを見失ったため残しました。まだ送信していません。',
      'too-long': () => '最長の録音時間に達したため残しました。まだ送信していません。',
      silent: microphone => (microphone === '' ? 'マイクから音がありません' : `${microphone} から音がありません`),
      recovered: () => 'Parley が突然終了したあとに復元しました。まだ送信していません。',
      'microphone-lost': () => 'マイクが失われるまでを残しました。まだ送信していません。',
      'key-lost': () => 'キーを離したことを検知できなかったため残しました。まだ送信していません。',
      'window-closed': () => 'ウインドウが閉じたため残しました。まだ送信していません。',
      disk: () => '書き込めたところまでを残しました。まだ送信していません。',
      asleep: () => 'コンピュータがスリープしたため残しました。まだ送信していません。',
      locked: () => '画面がロックされたため残しました。まだ送信していません。',
      'user-left': () => '別の人がコンピュータを使ったため残しました。まだ送信していません。',
      imported: () => '読み込みました。まだ質問していません。',
      discarded: () => '破棄したあとに戻しました。まだ送信していません。',
    },
    send: '送信',
    sendAnyway: 'それでも送信',
    discard: '破棄',
    neverSent: '下書き、未送信。',
    placeTitle: '下書き',
    placeText: '残したまま送信していない録音です。送信するか破棄するまで残ります。',
    none: '下書きはありません。送信できなかった録音はここに残ります。',
    open: title => `「${title}」を開く`,
    openUntitled: '会話を開く',
  },

  markdown: {
    draft: reason => (reason === '' ? '下書き、まだ送信していません。' : `下書き。${reason}`),
    joined: '次の質問と一緒に送信。',
    queued: '送信待ち。',
  },
}
