import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noteSecret, quote, redact } from '../../../../main/endpoint/failure/redact.ts'
import { newKey } from '../../../helpers/asking.ts'

/** A key that Parley knows of. */
function knownKey(): string {
  const key = newKey()
  noteSecret(key)
  return key
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
const inJson = (text: string) => JSON.stringify(text).slice(1, -1)
const inHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

/** Every way in which servers, proxies and their logs are known to write what they were given. */
const quotations: Record<string, (key: string) => string> = {
  plain: key => key,
  'in JSON': inJson,
  'in JSON in JSON': key => inJson(inJson(key)),
  'in ASCII JSON': key => [...key].map(letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  'as part of a URL': encodeURIComponent,
  'as a URL': encodeURI,
  'in a URL in JSON': key => inJson(encodeURI(key)),
  'in a URL, twice': key => encodeURIComponent(encodeURIComponent(key)),
  'on a page': inHtml,
  'in base64': base64,
  'in base64 with a name': key => base64(`user:${key}`),
  'in base64 with a longer name': key => base64(`me:${key}\n`),
  'in base64 of URLs': key => Buffer.from(key).toString('base64url'),
  'cut off': key => key.slice(0, -2),
  'cut off in JSON': key => inJson(key.slice(0, -2)),
  'cut off in a URL': key => encodeURIComponent(key.slice(0, -2)),
  'cut off on a page': key => inHtml(key.slice(0, -2)),
}

const letter = fc.integer({ min: 0x21, max: 0x7e }).map(code => String.fromCharCode(code))
/** What a key may hold that says something else where it is taken for a quotation. */
const disguise = fc.constantFrom('&amp;', '&quot;', '&#65;', '&#x41;', '%41', '%25', '\\', '\\\\', '\\u0041', '\\n')
/** Keys of which enough remains to be told from anything else, whatever is taken for a quotation. */
const keys = fc
  .array(fc.oneof({ arbitrary: letter, weight: 5 }, { arbitrary: disguise, weight: 1 }), { maxLength: 80 })
  .filter(parts => parts.filter(part => /^\w$/.test(part)).length >= 6)
  .map(parts => parts.join(''))
  .filter(key => key.length >= 12 && key.length <= 80)

describe('a known key', () => {
  for (const [way, quotation] of Object.entries(quotations)) {
    test(`is taken out of any text that has it ${way}`, () => {
      fc.assert(
        fc.property(keys, fc.string(), fc.string(), (key, before, after) => {
          noteSecret(key)
          const quoted = quotation(key)
          const said = redact(`${before} ${quoted} ${after}`)
          expect(said).toContain('[key]')
          expect(said.replaceAll('[key]', ' ')).not.toContain(quoted)
          expect(said.replaceAll('[key]', ' ')).not.toContain(key)
        }),
        { numRuns: 40 },
      )
    })
  }

  test('is taken out where what it holds looks like an escape, also when it is cut off', () => {
    const key = 'abcde&amp;xyz'
    noteSecret(key)
    expect(['abcde&amp;xyz', 'abcde&amp;amp;xyz', 'abcde&amp;x', 'abcde%26amp%3Bx'].map(redact)).toEqual(
      Array(4).fill('[key]'),
    )
  })

  test('is taken out where nearly all of it looks like escapes, however it is quoted', () => {
    const key = '&#x41;\\n%25'
    noteSecret(key)
    const said = [key, inHtml(key), inJson(key), inHtml(inJson(key)), inJson(encodeURI(key))].map(redact)
    expect([...said, redact('An A, 4 %25 and A%25')]).toEqual([...Array(5).fill('[key]'), 'An A, 4 %25 and A%25'])
  })

  test('is taken out where its middle is left out, as OpenAI and LiteLLM do', () => {
    const key = knownKey()
    const [start, end] = [key.slice(0, 6), key.slice(-4)]
    expect(
      [`${start}${'*'.repeat(30)}${end}`, `${start}...${end}`, `${start}…`, `****${end}`, `${start}xxxx${end}`].map(
        said => redact(`Incorrect API key provided: ${said}. Ask.`),
      ),
    ).toEqual(Array(5).fill('Incorrect API key provided: [key]. Ask.'))
  })

  test('is none where it only stands for one, as servers want it that need no key', () => {
    const text = 'There is none, EMPTY, not-needed, unused or no-key.'
    for (const word of ['none', 'EMPTY', 'not-needed', 'unused', 'no-key']) noteSecret(word)
    expect(redact(text)).toBe(text)
  })

  test('of four letters is taken out, and what is shorter is no secret', () => {
    noteSecret('sk-1')
    noteSecret('abc')
    expect(redact('with sk-1 and abc')).toBe('with [key] and abc')
  })

  test('is not cut in two by the end of the text', () => {
    const key = knownKey()
    expect(quote(`${'x y '.repeat(48)}${key}`)).not.toContain(key.slice(0, 8))
  })

  test('is taken out wherever it stands and however often, and the rest stays as it was', () => {
    const key = knownKey()
    expect(redact(`${key}${key} "a\\nb" %41 ${key}`)).toBe('[key][key] "a\\nb" %41 [key]')
  })
})

describe('what looks like a key is taken out, whoever’s it is', () => {
  const hex = '0123456789abcdef'
  for (const [said, left] of [
    ['Incorrect API key provided: sk-proj-********************abcd. You', 'Incorrect API key provided: [key]. You'],
    ['key sk-or-v1-9f8e7d6c5b4a is disabled', 'key [key] is disabled'],
    [
      'Received API Key = sk-...f3Qw, Key Hash (Token) =61def7928d. Unable',
      'Received API Key = [key], Key Hash (Token) =[key]. Unable',
    ],
    ['"Authorization: Bearer abc.def". Ask', '"Authorization: [key]". Ask'],
    ['Basic dXNlcjpwYXNzd29yZA== is not enough', '[key] is not enough'],
    ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl has expired', 'token [key] has expired'],
    [`subscription ${hex}${hex} is gone`, 'subscription [key] is gone'],
    [`hash ${hex.repeat(4)}`, 'hash [key]'],
    [`key ${'Ab1'.repeat(28)}`, 'key [key]'],
    ['api-key: q9w8e7r6t5', 'api-key: [key]'],
    [`{'api_key': 'q9w8e7r6t5', 'model': 'x'}`, `{'api_key': '[key]', 'model': 'x'}`],
    ['AIzaSyD4iE-1234567890abcdefghijklmnopqr refused', '[key] refused'],
    ['gsk_abcdefghij0123456789 refused', '[key] refused'],
  ] as const) {
    test(said, () => expect(redact(said)).toBe(left))
  }
})

test('what servers say of keys without telling one stays as it is', () => {
  for (const said of [
    'Malformed API Key passed in. Ensure Key has `Bearer ` prefix.',
    'Bearer token is missing',
    'API key: required',
    'max_tokens: 4096, request req_0123456789abcdef0123456789abcdef',
    "cooldown_list=['f0264a4f-2287-4eb6-8139-5bfc67e9d210']",
    'the task-force asked the disk-full risk-averse sk',
    'Parley is at http://127.0.0.1:40123/#sk-9LbBq0vKq3sk-EJw2Jc5mF1sk-zX4hU7Yp0oR8',
  ]) {
    expect(redact(said)).toBe(said)
  }
})

test('a long text of a server is read in reasonable time, and what is shown of it is short', () => {
  knownKey()
  const said = quote('a%41\\"'.repeat(11_000))
  expect(said).toHaveLength(200)
})
