import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { lastFourOf, noKey, sessionSecrets } from '../../main/secrets.ts'

const OPENAI = 'https://api.openai.com/v1'

test('a key can be read for the address it was entered for, and for no other', async () => {
  const secrets = sessionSecrets()
  const key = `sk-test-${randomUUID()}`
  await secrets.set(key, OPENAI)
  expect([secrets.read(OPENAI), secrets.read('https://api.openai.example/v1')]).toEqual([key, null])
})

test('of a key no more is said than that it is there, its end, and how it is kept', async () => {
  const secrets = sessionSecrets()
  const key = `sk-test-${randomUUID()}`
  expect(await secrets.set(key, OPENAI)).toEqual({ present: true, lastFour: key.slice(-4), kept: 'session' })
  expect(secrets.status('https://api.openai.example/v1')).toEqual(noKey)
})

test('a key is replaced by the next and forgotten when cleared', async () => {
  const secrets = sessionSecrets()
  const [first, second] = [`sk-test-${randomUUID()}`, `sk-test-${randomUUID()}`]
  await secrets.set(first, OPENAI)
  await secrets.set(second, OPENAI)
  expect(secrets.read(OPENAI)).toBe(second)
  expect(await secrets.clear()).toEqual(noKey)
  expect(secrets.read(OPENAI)).toBeNull()
})

test('nothing of a short key is shown', () => {
  expect([lastFourOf('12345678901'), lastFourOf('123456789012')]).toEqual(['', '9012'])
})
