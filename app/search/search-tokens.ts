/** A word or character that can be searched for, and where it is. */
export type Token = {
  /** Folded: letters, digits and the marks that belong to letters; no ASCII punctuation, no space. */
  readonly token: string
  /** UTF-16 offset in the original text, whatever folding did to its length. */
  readonly start: number
  /** UTF-16 offset of its end, including marks that were folded away. */
  readonly end: number
}

/** A longer run of letters becomes several tokens, so that one endless "word" cannot bloat the index. */
const LONGEST_TOKEN = 64

/** What separates tokens in ASCII: anything that is no letter and no digit. */
const RUNS = /[^\0-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+/g
/** A token that only differs from its text by case, which most do. Splitting those again would take most of the time of indexing. */
const PLAIN_WORD = /^[a-z\d]{1,64}$/i

const LETTER = /[\p{L}\p{N}\p{M}]/u
/** Scripts written without spaces. Each character is a token, so that any part of a sentence can be found. */
const SOLO = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u
const MARK = /\p{M}/u
/** Marks that a search ignores. Those of Indic scripts and the kana sound marks stay, because they make other letters. */
const DIACRITIC =
  /(?![\u3099\u309A])(?=\p{M})[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Cyrillic}]/u
/** Invisible characters, such as the soft hyphen. Only the zero-width space separates words. */
const UNSEEN = /(?!\u200B)\p{Default_Ignorable_Code_Point}/u

/** Letters that Unicode does not decompose, as people type them without the right keyboard. */
const SPELLED: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't', æ: 'ae', œ: 'oe', ı: 'i', ς: 'σ' },
  // The Arabic letter that only stretches a word, and the apostrophe that Unicode counts as a letter.
  ...{ ـ: '', ʼ: ' ' },
}

/** A cache of what each code point becomes, and of the letters that are tokens alone. Few occur in any language. */
const foldings = new Map<number, string>()
const solos = new Map<string, boolean>()

/**
 * Splits text into what can be searched for. Runs of letters and digits are words; each Han, kana, Thai, Lao, Khmer or Burmese character is
 * a token of its own. Folding (NFKD, without diacritics, in lower case) looks at one code point at a time, so any part of a text that
 * begins and ends with a token gives the same tokens on its own.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let open: { token: string; start: number; end: number; isSolo: boolean } | null = null
  const close = () => {
    if (open !== null) tokens.push({ token: open.token, start: open.start, end: open.end })
    open = null
  }
  for (let at = 0, end = 0; at < text.length; at = end) {
    const code = text.codePointAt(at) ?? 0
    end = at + (code > 0xffff ? 2 : 1)
    const folded = foldingOf(code)
    if (folded === '' && open !== null) open.end = end
    for (const letter of folded) {
      if (letter === ' ') {
        close()
        continue
      }
      const isSolo = isSoloLetter(letter)
      const joins = open !== null && !isSolo && (!open.isSolo || isMark(letter)) && open.token.length < LONGEST_TOKEN
      if (open !== null && joins) {
        open.token += letter
        open.end = end
      } else {
        close()
        open = { token: letter, start: at, end, isSolo }
      }
    }
  }
  close()
  return tokens
}

/** The text as FTS5 gets it, with `tokenize='ascii'`: its tokens, separated by one space. */
export function indexText(text: string): string {
  let tokens = ''
  for (const run of text.match(RUNS) ?? []) {
    const found = PLAIN_WORD.test(run)
      ? run.toLowerCase()
      : tokensOf(run)
          .map(({ token }) => token)
          .join(' ')
    if (found !== '') tokens += tokens === '' ? found : ` ${found}`
  }
  return tokens
}

/** Whether a token is a character of a script without spaces, which says as much as a word does elsewhere. */
export function isSoloToken(token: string): boolean {
  return isSoloLetter(String.fromCodePoint(token.codePointAt(0) ?? 0))
}

function isSoloLetter(letter: string): boolean {
  if (letter < '\u0E00') return false
  const known = solos.get(letter)
  if (known !== undefined) return known
  const isSolo = SOLO.test(letter) && !MARK.test(letter)
  solos.set(letter, isSolo)
  return isSolo
}

function isMark(letter: string): boolean {
  return letter >= '\u0300' && MARK.test(letter)
}

/** The letters that a code point becomes: a space for what separates words, nothing for what a search ignores. */
function foldingOf(code: number): string {
  const known = foldings.get(code)
  if (known !== undefined) return known
  const folded = fold(String.fromCodePoint(code))
  foldings.set(code, folded)
  return folded
}

function fold(character: string): string {
  const lower = character.normalize('NFKD').toLowerCase().normalize('NFKD')
  const letters = [...lower].map(letter => {
    if (UNSEEN.test(letter) || DIACRITIC.test(letter)) return ''
    return LETTER.test(letter) ? (SPELLED[letter] ?? letter) : ' '
  })
  return letters.join('')
}
