/** A word or character that can be searched for, and where it stands. */
export type Token = {
  /** Folded: letters, digits and the marks that make letters, never ASCII punctuation, never a space. */
  readonly token: string
  /** UTF-16 offset in the original text, whatever folding did to the length. */
  readonly start: number
  /** UTF-16 offset behind it, marks that were folded away included. */
  readonly end: number
}

/** A longer run of letters becomes several tokens, so that one endless "word" cannot swell the index. */
const LONGEST_TOKEN = 64

/** What stands between ASCII that is no letter and no digit, where no token goes on. */
const RUNS = /[^\0-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+/g
/** A token as it is but for its case, which most are: cutting them again would take most of the time an index is made in. */
const PLAIN_WORD = /^[a-z\d]{1,64}$/i

const LETTER = /[\p{L}\p{N}\p{M}]/u
/** Scripts written without spaces: each character is a token, so that any part of a sentence can be found. */
const SOLO = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u
const MARK = /\p{M}/u
/** Marks that a search does without. Those of Indic scripts and the kana sound marks make other letters, and stay. */
const DIACRITIC =
  /(?![\u3099\u309A])(?=\p{M})[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Cyrillic}]/u
/** Characters nobody sees, such as the soft hyphen; the zero-width space alone parts words. */
const UNSEEN = /(?!\u200B)\p{Default_Ignorable_Code_Point}/u

/** Letters that no Unicode decomposition takes apart, as people type them without the right keyboard. */
const SPELLED: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't', æ: 'ae', œ: 'oe', ı: 'i', ς: 'σ' },
  // The Arabic letter that only stretches a word, and the apostrophe that Unicode counts among the letters.
  ...{ ـ: '', ʼ: ' ' },
}

/** What each code point that was met becomes, and which letters stand alone; there are few in any language. */
const foldings = new Map<number, string>()
const solos = new Map<string, boolean>()

/**
 * Cuts text into what can be searched for. Runs of letters and digits are words; each Han, kana, Thai, Lao, Khmer or
 * Burmese character is a token of its own. Folding (NFKD, without diacritics, in lower case) looks at one code point at
 * a time, so any part of a text that begins and ends with a token gives the same tokens alone.
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

/** The text as FTS5 is given it, with `tokenize='ascii'`: its tokens, each followed by one space but the last. */
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

/** Whether a token is a character of a script without spaces: one says as much as a word does elsewhere. */
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

/** The letters a code point becomes; a space for what parts words, nothing for what a search does not see. */
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
