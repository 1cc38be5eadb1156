import type { Knowledge } from '../../../profiles/knowledge.ts'
import { type UploadFormat, type UploadObstacle, type Uploads, uploadFormats } from '../../../profiles/uploads.ts'
import { formatSeconds } from '../../format.ts'
import type { knowledgeWords as english } from '../../knowledge-words.ts'
import { formatNumber } from '../../platform-formats.ts'

const formats: Record<UploadFormat, string> = { wav: 'WAV', mp3: 'MP3', 'mp3-small': 'MP3 pequeno' }

const uploadObstacles: Record<UploadObstacle, string> = {
  'length-required': 'ele quer saber antes o tamanho do pedido',
  'too-large': 'ele não aceita um pedido desse tamanho',
  refused: 'ele recusou o que depois aceitou inteiro',
  'broke-off': 'ele interrompeu antes de a gravação terminar',
  slow: 'a conexão leva menos do que se fala',
  stalled: 'ele parou de aceitar a gravação',
}

const proxyMayDrop = 'Um proxy LiteLLM no caminho omite esse pedido quando `drop_params` está ligado.'

/** `knowledgeWords` in Portuguese. */
export const knowledgeWords: typeof english = {
  title: 'O que se aprendeu',
  none: 'Nada ainda. Aprende-se com a primeira pergunta.',
  forget: 'Esquecer o que se aprendeu',
  forgetHint: 'Aprende-se de novo, e é esquecido por si só quando a URL base ou o modelo muda.',
  uploadObstacles,
  uploadFormats: formats,
  voiceLost: `Pediu-se som, e veio só texto. ${proxyMayDrop}`,
  list: known => [
    ...(known.streams === null && known.format === null ? [] : [arrival(known)]),
    ...(known.speaks === false ? [silence(known)] : []),
    ...(known.hears === null ? [] : [known.hears ? 'Ouve gravações.' : 'Não ouve gravações.']),
    ...uploadLines(known.uploads),
    ...(known.keepsAudioIds === false ? ['Não se lembra do som das respostas anteriores: recebe o texto delas.'] : []),
    ...(known.soundAfterFinish === true
      ? ['Envia som depois de dizer que a resposta terminou; um proxy LiteLLM no caminho o perderia.']
      : []),
  ],
}

function uploadLines(uploads: Uploads): string[] {
  const lines = uploadFormats.map(format => {
    const came = uploads[format]
    if (came === null) return ''
    const name = formats[format]
    if (came === 'taken') return `Aceita gravações enquanto você fala, como ${name}.`
    return `Não aceita gravações enquanto você fala como ${name}: ${uploadObstacles[came]}.`
  })
  const limit =
    uploads.longestMs === null
      ? ''
      : `Interrompeu uma gravação longa: as de mais de ${formatSeconds(uploads.longestMs)} são enviadas quando estão inteiras.`
  return [...lines, limit].filter(line => line !== '')
}

function arrival({ streams, format }: Knowledge): string {
  const how = format === null ? '' : ` como ${format}`
  if (streams === null) return `As respostas vêm${how}.`
  return streams ? `Transmite as respostas aos poucos${how}.` : `Envia as respostas inteiras${how}.`
}

function silence({ refusesToSpeak, unspokenReplies }: Knowledge): string {
  if (refusesToSpeak) return 'Responde só com texto: recusa-se a produzir som.'
  const times = unspokenReplies === 2 ? 'duas vezes' : `${formatNumber(unspokenReplies, {})} vezes seguidas`
  return `Responde só com texto: pediu-se som ${times}, e não veio nenhum. ${proxyMayDrop}`
}
