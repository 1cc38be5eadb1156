import type { Knowledge } from '../../knowledge.ts'
import type { knowledgeWords as english } from '../../knowledge-words.ts'
import { formatNumber } from '../../platform-formats.ts'

const proxyMayDrop = 'Ein LiteLLM-Proxy dazwischen lässt den Wunsch weg, wenn `drop_params` eingeschaltet ist.'

/** `knowledgeWords` in German. */
export const knowledgeWords: typeof english = {
  title: 'Was bekannt wurde',
  none: 'Noch nichts. Es wird mit der ersten Frage bekannt.',
  forget: 'Vergessen, was bekannt wurde',
  forgetHint: 'Es wird neu herausgefunden und von selbst vergessen, wenn sich Basis-URL oder Modell ändern.',
  voiceLost: `Gefragt war Ton, gekommen ist nur Text. ${proxyMayDrop}`,
  list: known => [
    ...(known.streams === null && known.format === null ? [] : [arrival(known)]),
    ...(known.speaks === false ? [silence(known)] : []),
    ...(known.hears === null ? [] : [known.hears ? 'Hört Aufnahmen.' : 'Hört keine Aufnahmen.']),
    ...(known.keepsAudioIds === false
      ? ['Erinnert sich nicht an den Ton seiner früheren Antworten: Es bekommt ihren Text.']
      : []),
    ...(known.soundAfterFinish === true
      ? ['Sendet noch Ton, nachdem es die Antwort beendet hat; ein LiteLLM-Proxy dazwischen würde ihn verlieren.']
      : []),
  ],
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
