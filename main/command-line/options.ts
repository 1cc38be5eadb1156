import { resolve } from 'node:path'
import { AppError } from '../../app/errors.ts'
import { COMMON_VOICE } from '../../app/profiles/profiles.ts'
import { parseBaseUrl } from '../endpoint/base-url.ts'
import type { ReplyFormat } from '../endpoint/reply/reply-part.ts'
import { Misuse, parseArguments } from '../parse-arguments.ts'
import { explain } from './explain.ts'
import type { NamedPersona } from './named-persona.ts'
import type { NamedProfile } from './named-profile.ts'

/** What `ask` was told to do. */
export interface Options {
  /** Whether the endpoint's models are printed, and nothing is asked. */
  printsModels: boolean
  text: string
  /** Paths of files that are sent along. */
  attachments: string[]
  /** Null for that of the profile, or the usual one. */
  voice: string | null
  format: ReplyFormat
  /** Where the sound goes; null when nobody wants it kept. */
  out: string | null
  /** A base URL, the practice partner, a profile of a data folder, or whatever the environment says. */
  endpoint:
    | { kind: 'url'; baseUrl: string }
    | { kind: 'practice' }
    | ({ kind: 'profile' } & NamedProfile)
    | { kind: 'environment' }
  /** The window's data folder: what is asked counts in its sums, and what was learned there is used. */
  dataFolder: string
  /** Whether it is asked although the month's limit is reached. */
  isBeyondLimit: boolean
  /** Null for the usual one. */
  persona: NamedPersona | null
  /** Null for the default of whoever answers. */
  model: string | null
  /** Name of the variable that holds the key; null for the usual ones. */
  keyVariable: string | null
  instructions: string | null
  /** The longest silence of the server; null for the usual patience. */
  timeoutMs: number | null
  printsJson: boolean
  /** Whether the endpoint is looked through instead, with questions of the doctor's own. */
  isDoctor: boolean
  /** Whether what that costs is agreed to. */
  isPriceAgreed: boolean
}

/** Arguments, read: what to do, a wish for help, or what is wrong with them in one sentence. */
export type Arguments =
  | { kind: 'options'; options: Options }
  | { kind: 'help' }
  | { kind: 'complaint'; message: string }

const formats: readonly ReplyFormat[] = ['wav', 'mp3', 'flac', 'opus', 'aac', 'pcm16']
const formatByExtension: Record<string, ReplyFormat> = {
  wav: 'wav',
  mp3: 'mp3',
  flac: 'flac',
  opus: 'opus',
  ogg: 'opus',
  aac: 'aac',
  pcm: 'pcm16',
  pcm16: 'pcm16',
  raw: 'pcm16',
}

/** What `--help` prints. */
export const help = `Asks once, aloud or in words, and prints what is answered.

npm run --silent ask -- --text "…" [--attach FILE] [--out FILE]
npm run --silent ask -- --doctor [--endpoint WHERE | --profile NAME] [--yes] [--json]

  --text TEXT          what to ask
  --attach FILE        a recording to send along: WAV or MP3; may be repeated
  --out FILE           where to keep the reply's sound (default: it is not kept)
  --format FORMAT      ${formats.join(', ')} (default: by the name of --out, else wav)
  --voice NAME         who speaks (default: the persona's, else the profile's, else ${COMMON_VOICE})
  --endpoint WHERE     a base URL, or practice (default: the environment's, else practice)
  --profile NAME       a profile of the window instead, with the key that is kept in a file for it
  --persona WHO        a persona of the window by its name, or a persona's file (default: the one in use with
                       --profile, else the built-in one)
  --data DIR           the data folder that these are in, and that what is asked counts in (default: the window's)
  --beyond-limit       ask although the month's limit of that folder is reached
  --model NAME         which model (default: the persona's, else the profile's, else gpt-audio-1.5)
  --key-env NAME       the variable that holds the key
                       (default: LITELLM_PROXY_KEY or OPENAI_API_KEY, whichever is that server’s)
  --instructions TEXT  how to answer, in place of the persona's
  --timeout SECONDS    give up when nothing comes for so long (default: 60, 300 for a reply in one piece)
  --doctor             look through the endpoint instead, layer by layer: what works, what does not, what to do;
                       says what that costs, and asks for --yes where it costs something
  --yes                pay for that
  --models             print which models the endpoint has instead, whether they hear and speak, and what they cost
  --json               print one object: id, model, words, file, format, durationMs, usage, cost, times, …
  --help               print this

Prints the words on stdout. Exits with 0, with 1 when something failed (told in one line), with 2 when asked wrongly.
Reads OPENAI_API_KEY, OPENAI_BASE_URL, LITELLM_PROXY_KEY and LITELLM_PROXY_BASE. With none of them and no --endpoint,
the built-in practice partner answers.`

/**
 * Reads the arguments of `ask`.
 * @param dataFolder the data folder without `--data`
 */
export function readArguments(args: readonly string[], dataFolder: string): Arguments {
  try {
    const { values } = parseArguments({
      args,
      options: {
        text: { type: 'string', default: '' },
        attach: { type: 'string', multiple: true, default: [] },
        out: { type: 'string' },
        format: { type: 'string' },
        voice: { type: 'string' },
        endpoint: { type: 'string' },
        profile: { type: 'string' },
        persona: { type: 'string' },
        data: { type: 'string' },
        model: { type: 'string' },
        'key-env': { type: 'string' },
        instructions: { type: 'string' },
        timeout: { type: 'string' },
        models: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        doctor: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        'beyond-limit': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) return { kind: 'help' }
    const asks = values.text.trim() !== '' || values.attach.length > 0
    if (values.doctor && (asks || values.out !== undefined)) {
      return complain('--doctor asks questions of its own: leave --text, --attach and --out away.')
    }
    if (values.models && (asks || values.doctor || values.out !== undefined)) {
      return complain('--models asks nothing: leave --text, --attach, --out and --doctor away.')
    }
    if (values.yes && !values.doctor) return complain('--yes goes with --doctor.')
    if (!values.doctor && !values.models && !asks) {
      return complain('Nothing to ask: give --text, --attach, or both. --help explains.')
    }
    const empty = (['out', 'voice', 'endpoint', 'profile', 'persona', 'data', 'model', 'key-env'] as const).find(
      name => values[name]?.trim() === '',
    )
    if (empty) return complain(`--${empty} wants a value.`)
    if (values.profile !== undefined && values.endpoint !== undefined) {
      return complain('Give --profile or --endpoint, not both.')
    }
    if (values.out === '-') return complain('--out wants a file: the words go to stdout.')
    const format = formats.find(each => each === values.format) ?? null
    if (values.format !== undefined && !format) {
      return complain(`--format wants one of ${formats.join(', ')}, not “${values.format}”.`)
    }
    const seconds = Number(values.timeout ?? 1)
    if (!(seconds > 0 && seconds <= 86_400)) return complain(`--timeout wants seconds, not “${values.timeout}”.`)
    return {
      kind: 'options',
      options: {
        printsModels: values.models,
        text: values.text,
        attachments: values.attach,
        voice: values.voice ?? null,
        format: format ?? formatOfName(values.out) ?? 'wav',
        out: values.out ?? null,
        endpoint:
          values.profile === undefined
            ? readEndpoint(values.endpoint)
            : { kind: 'profile', name: values.profile, dataFolder: resolve(values.data ?? dataFolder) },
        dataFolder: resolve(values.data ?? dataFolder),
        isBeyondLimit: values['beyond-limit'],
        persona:
          values.persona === undefined
            ? null
            : { name: values.persona, dataFolder: resolve(values.data ?? dataFolder) },
        model: values.model ?? null,
        keyVariable: values['key-env'] ?? null,
        instructions: values.instructions ?? null,
        timeoutMs: values.timeout === undefined ? null : seconds * 1000,
        printsJson: values.json,
        isDoctor: values.doctor,
        isPriceAgreed: values.yes,
      },
    }
  } catch (error) {
    if (error instanceof AppError) return complain(explain(error))
    if (error instanceof Misuse) return complain(`${error.message} --help explains.`)
    throw error
  }
}

/** The format that a file's name promises, if any. */
export function formatOfName(name: string | undefined): ReplyFormat | null {
  const extension = /\.([^./\\]+)$/.exec(name ?? '')?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(formatByExtension, extension) ? (formatByExtension[extension] ?? null) : null
}

function readEndpoint(where: string | undefined): Options['endpoint'] {
  if (where === undefined) return { kind: 'environment' }
  return where.trim() === 'practice' ? { kind: 'practice' } : { kind: 'url', baseUrl: parseBaseUrl(where) }
}

function complain(message: string): Arguments {
  return { kind: 'complaint', message }
}
