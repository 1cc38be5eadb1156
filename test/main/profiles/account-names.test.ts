import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openAccountNames } from '../../../main/profiles/account-names.ts'
import { endpointAt } from '../../helpers/asking.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-accounts-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const endpoint = endpointAt('https://api.example/v1', { key: 'known-key' })

test('an account has one name, also after a restart', () => {
  const name = openAccountNames(folder)(endpoint)
  expect(name).toMatch(/^[0-9a-f]{16}$/)
  expect(openAccountNames(folder)({ ...endpoint, model: 'other', voice: 'other', name: 'other' })).toBe(name)
})

test('another profile, address or key is another account', () => {
  const nameOf = openAccountNames(folder)
  const others = [
    { profileId: 'another' },
    { headers: { 'x-account': 'another' } },
    { organization: 'another' },
    { project: 'another' },
    { baseUrl: 'https://api.example/v2' },
    { key: 'known-kez' },
    { key: null },
    { baseUrl: 'https://api.example/v1known-key', key: '' },
  ]
  const names = [endpoint, ...others.map(change => ({ ...endpoint, ...change }))].map(nameOf)
  expect(new Set(names).size).toBe(names.length)
})

test('a name tells nothing of the key to those who have no salt: elsewhere it is another', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'parley-accounts-'))
  try {
    expect(openAccountNames(elsewhere)(endpoint)).not.toBe(openAccountNames(folder)(endpoint))
    expect(readFileSync(join(folder, 'accounts.salt'), 'utf8')).not.toContain('known-key')
  } finally {
    rmSync(elsewhere, { recursive: true })
  }
})

test('a salt that is no salt is replaced', () => {
  const path = join(folder, 'accounts.salt')
  writeFileSync(path, 'salt')
  const name = openAccountNames(folder)(endpoint)
  chmodSync(path, 0o400)
  expect(openAccountNames(folder)(endpoint)).toBe(name)
})
