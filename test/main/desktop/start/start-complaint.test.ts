import { expect, test } from 'vitest'
import { failWith } from '../../../../app/errors.ts'
import { sayFault } from '../../../../main/desktop/start/start-complaint.ts'

test('what ended Parley is said in a sentence, without a key that the error quotes', () => {
  const fault = new Error(`Header Bearer sk-${'0123456789abcdef'.repeat(2)} was refused.`)
  expect(sayFault(fault)).toBe('Something went wrong inside Parley: Header [key] was refused. What you said is kept.')
})

test('what Parley knows to say is said as it is', () => {
  const failure = failWith('page_not_opened', { address: 'https://parley.invalid/' })
  expect(sayFault(failure)).toBe(failure.message)
})
