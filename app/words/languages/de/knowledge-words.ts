import type { Knowledge } from '../../../profiles/knowledge.ts'
import { type UploadFormat, type UploadObstacle, type Uploads, uploadFormats } from '../../../profiles/uploads.ts'
import { formatSeconds } from '../../format.ts'
import type { knowledgeWords as english } from '../../knowledge-words.ts'
import { formatNumber } from '../../platform-formats.ts'

const formats: Record<UploadFormat, string> = { wav: 'WAV', mp3: 'MP3', 'mp3-small': 'kleines MP3' }

const uploadObstacles: Record<UploadObstacle, string> = {
  'length-required': 'Es will vorher wissen, wie lang eine Anfrage ist',
  'too-large': 'Es nimmt keine so große Anfrage an',
  refused: 'Es hat abgelehnt, was es dann als Ganzes annahm',
  'broke-off': 'Es hat abgebrochen, bevor die Aufnahme fertig war',
  stalled: 'Es hat aufgehört zu lesen',
  slow: 'Die Verbindung nimmt weniger auf, als gesprochen wird',
}

const proxyMayDrop = 'Ein LiteLLM-Proxy dazwischen lässt den Wunsch weg, wenn `drop_params` eingeschaltet ist.'

/** `knowledgeWords` in German. */
export const knowledgeWords: typeof english = {
  title: 'Was bekannt wurde',
  none: 'Noch nichts. Es wird mit der ersten Frage bekannt.',
  forget: 'Vergessen, was bekannt wurde',
  forgetHint: 'Es wird neu herausgefunden und von selbst vergessen, wenn sich Basis-URL oder Modell ändern.',
  uploadObstacles,
  uploadFormats: formats,
  voiceLost: `Gefragt war Ton, gekommen ist nur Text. ${proxyMayDrop}`,
  list: known => [
    ...(known.streams === null && known.format === null ? [] : [arrival(known)]),
    ...(known.speaks === false ? [silence(known)] : []),
    ...(known.hears === null ? [] : [known.hears ? 'Hört Aufnahmen.' : 'Hört keine Aufnahmen.']),
    ...uploadLines(known.uploads),
    ...(known.keepsAudioIds === false
      ? ['Erinnert sich nicht an den Ton seiner früheren Antworten: Es bekommt ihren Text.']
      : []),
    ...(known.soundAfterFinish === true
      ? ['Sendet noch Ton, nachdem es die Antwort beendet hat; ein LiteLLM-Proxy dazwischen würde ihn verlieren.']
      : []),
  ],
}

function uploadLines(uploads: Uploads): string[] {
  const lines = uploadFormats.map(format => {
    const came = uploads[format]
    if (came === null) return ''
    const name = formats[format]
    if (came === 'taken') return `Nimmt Aufnahmen schon während des Sprechens an, als ${name}.`
    return `Nimmt Aufnahmen nicht während des Sprechens als ${name} an: ${uploadObstacles[came]}.`
  })
  const limit =
    uploads.longestMs === null
      ? ''
      : `Hat eine lange Aufnahme abgebrochen: Alles über ${formatSeconds(uploads.longestMs)} wird gesendet, wenn es fertig ist.`
  return [...lines, limit].filter(line => line !== '')
}

function arrival({ streams, format }: Knowledge): string {
  const how = format === null ? '' : ` als ${format}`
  if (streams === null) return `Antworten kommen${how}.`
  return streams ? `Sendet Antworten fortlaufend${how}.` : `Sendet Antworten als Ganzes${how}.`
}

function silence({ refusesToSpeak, unspokenReplies }: Knowledge): string {
  if (refusesToSpeak) return 'Antwortet nur mit Text: Es lehnt Ton ab.'
  const times = unspokenReplies === 2 ? 'zweimal' : `${formatNumber(unspokenReplies, {})}-mal hintereinander`
  return `Antwortet nur mit Text: Es wurde ${times} um Ton gebeten und hat keinen gesendet. ${proxyMayDrop}`
}
