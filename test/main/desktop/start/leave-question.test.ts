import { describe, expect, test } from 'vitest'
import { LEAVE, LeaveQuestion, leaveQuestion } from '../../../../main/desktop/start/leave-question.ts'

/** A Parley that would lose something, and a user who is asked about it. */
function asked(losesPrivate = true) {
  const answers: ((isWanted: boolean) => void)[] = []
  const done: string[] = []
  const question = new LeaveQuestion({
    losesPrivate: () => losesPrivate,
    ask: () => new Promise(answer => answers.push(answer)),
  })
  const waits = (what: string) => question.waits(() => done.push(what))
  /** The user answers, and what follows from that is over. */
  const answer = async (isWanted: boolean) => {
    answers.at(-1)?.(isWanted)
    await new Promise(setImmediate)
  }
  return { question, waits, answer, answers, done }
}

describe('leaving while there is a private conversation', () => {
  test('waits for the user, and is done when that is wanted', async () => {
    const { question, waits, answer, done } = asked()
    expect(waits('close')).toBe(true)
    expect(done).toEqual([])
    await answer(true)
    expect(done).toEqual(['close'])
    expect(waits('close')).toBe(false)
    question.pageGone()
    expect(waits('close of the next window')).toBe(true)
  })

  test('is not done when it is not wanted, and asked about again the next time', async () => {
    const { waits, answer, answers, done } = asked()
    waits('close')
    await answer(false)
    expect(waits('close')).toBe(true)
    expect([answers.length, done]).toEqual([2, []])
  })

  test('is asked about once, however often it is tried meanwhile, and the last wish counts', async () => {
    const { waits, answer, answers, done } = asked()
    expect([waits('close'), waits('quit')]).toEqual([true, true])
    await answer(true)
    expect([answers.length, done]).toEqual([1, ['quit']])
  })

  test('waits for nobody when the system ends programs', () => {
    const { question, waits, answers } = asked()
    question.settle()
    expect([waits('quit'), answers.length]).toEqual([false, 0])
  })
})

test('without one, nobody is asked', () => {
  const { waits, answers } = asked(false)
  expect([waits('close'), answers.length]).toEqual([false, 0])
})

test('the question loses nothing by Return or Escape', () => {
  const { buttons = [], defaultId, cancelId, message } = leaveQuestion()
  expect(message).toContain('private conversation')
  expect([buttons.length, buttons[LEAVE], defaultId, cancelId]).toEqual([2, 'Close and lose it', 0, 0])
})
