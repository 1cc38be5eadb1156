import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeMarkdown, linkTo } from '../../../app/library/markdown-text.ts'

describe('words', () => {
  test.each([
    ['of everyday speech stay as they are', 'It’s 5 - 3 = 2; see snake_case (p. 4), 100 %! -5 °C, R&D', null],
    ['are not emphasised', '*a* _b_ __init__ ~~c~~', '\\*a\\* \\_b\\_ \\_\\_init\\_\\_ \\~\\~c\\~\\~'],
    ['are no headings', '# a #\n===\n---', '\\# a \\#  \n\\===  \n\\---'],
    ['are no lists', '- a\n+ b\n1. c\n12) d\n3.14', '\\- a  \n\\+ b  \n1\\. c  \n12\\) d  \n3.14'],
    ['are no code', '    a\n`b`\n~~~', 'a  \n\\`b\\`  \n\\~\\~\\~'],
    ['are no tags, quotes or entities', '<b>\n> a\n&amp; &#1;', '\\<b\\>  \n\\> a  \n\\&amp; \\&#1;'],
    ['are no links or tables', '![a](b) | c\n:-\n-:', '!\\[a\\](b) \\| c  \n\\:-  \n\\-:'],
    ['keep their backslashes', '\\*', '\\\\\\*'],
    ['keep their lines and paragraphs', ' a \r\nb\n\n\n\nc\n', 'a  \nb\n\nc'],
  ])('%s', (_, words, markdown) => {
    expect(escapeMarkdown(words)).toBe(markdown ?? words)
  })

  test('come back when the escapes are taken away, and no line begins a block', () => {
    const pieces = fc.array(
      fc.oneof(fc.constantFrom(...'\\`*_[]<>~|#&;-+=1.) \n', '\n\n', 'amp', 'word'), fc.string({ unit: 'grapheme' })),
    )
    fc.assert(
      fc.property(pieces, parts => {
        const words = parts.join('')
        const markdown = escapeMarkdown(words)
        const lines = words.split(/\r\n|[\r\n\u2028\u2029]/u).map(line => line.trim())
        const isBlock = /^(?:#|>|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|=+\s*$|(?:[-_*]\s*){3,}$|`{3}|~{3}| {4}|\t)/m
        expect({
          words: markdown.replaceAll('  \n', '\n').replace(/\\(.)/gs, '$1'),
          isBlock: isBlock.test(markdown),
        }).toEqual({
          words: lines
            .join('\n')
            .trim()
            .replace(/\n{3,}/g, '\n\n'),
          isBlock: false,
        })
      }),
      { numRuns: 1000 },
    )
  })
})

test('a link holds any name', () => {
  expect(linkTo('[a]', 'b c/(d)?#\u{1F3B5}\uD800.wav')).toBe('[\\[a\\]](b%20c/%28d%29%3F%23%F0%9F%8E%B5%EF%BF%BD.wav)')
})
