import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { startAnsweredApp } from '../helpers/answered-app.ts'
import { knownReply } from '../helpers/known-reply.ts'
import { giveSystemVoice, type SystemVoiceProbe } from '../helpers/system-voice.ts'

describe('a reply in words alone', async () => {
  const voices: SystemVoiceProbe[] = []
  const { server, app, parley, renew, close } = await startAnsweredApp({
    beforeLoad: async page => void voices.push(await giveSystemVoice(page)),
  })
  const voice = voices[0] as SystemVoiceProbe

  afterAll(close)
  beforeEach(async () => {
    await renew()
    server.answerAlways('text-only')
  })

  test('is said by the system’s voice, as a reply that sounds', async () => {
    await parley.speak(500)
    await parley.phase('Speaking')
    expect(await voice.saying()).toBe(knownReply.words)
    await voice.finish()
    await parley.phase('Ready')
    await parley.log.getByText('Text reply', { exact: true }).waitFor()
  })

  test('falls silent at once when somebody talks, and with Esc', async () => {
    await parley.type('Hello?')
    await parley.phase('Speaking')
    await app.page.keyboard.press('Escape')
    await parley.phase('Ready')
    expect(await voice.saying()).toBeNull()
    expect(await voice.silentAfterPressMs()).toBeLessThanOrEqual(50)

    await parley.type('And cats?')
    await parley.phase('Speaking')
    await parley.talkButton.hover()
    await app.page.mouse.down()
    await parley.recorded(500)
    expect(await voice.saying()).toBeNull()
    expect(await voice.silentAfterPressMs()).toBeLessThanOrEqual(50)
    await app.page.mouse.up()
    await parley.phase('Speaking')
    await voice.finish()
    await parley.phase('Ready')
    expect(await parley.log.getByText(knownReply.words).count()).toBe(3)
  })

  test('is said although another conversation is open by then, as one that sounds would be heard', async () => {
    const gate = server.hold('headers')
    await parley.type('Hello?')
    await gate.reached
    await parley.newConversation()
    gate.release()
    await expect.poll(() => voice.saying()).toBe(knownReply.words)
    await voice.finish()
    await parley.phase('Ready')
  })

  test('is said again on “Say it”, and silenced the same way', async () => {
    await parley.type('Hello?')
    await parley.phase('Speaking')
    await voice.finish()
    await parley.phase('Ready')
    await parley.log.getByRole('button', { name: 'Say it' }).click()
    await parley.phase('Speaking')
    expect(await voice.saying()).toBe(knownReply.words)
    await app.page.keyboard.press('Escape')
    await parley.phase('Ready')
    expect(await voice.saying()).toBeNull()
    await parley.log.getByText(knownReply.words).waitFor()
  })

  test.for([
    'Say replies in words alone with the system’s voice',
    'Play replies as they arrive',
    'Speak replies to typed messages',
  ])('is not said where “%s” is off', async label => {
    const turn = async () => {
      await app.page.getByRole('button', { name: 'Settings', exact: true }).click()
      await app.page.getByRole('tab', { name: 'Microphone & speaker' }).click()
      await app.page.getByRole('checkbox', { name: label }).click()
      await app.page.keyboard.press('Escape')
    }
    await turn()
    const before = (await voice.said()).length
    await parley.type('Hello?')
    await parley.log.getByRole('button', { name: 'Say it' }).waitFor()
    await parley.phase('Ready')
    expect((await voice.said()).length).toBe(before)
    await turn()
  })
})

describe('where the system has no voice', async () => {
  const { server, app, parley, renew, close } = await startAnsweredApp()
  afterAll(close)
  beforeEach(renew)

  test('that is said, and nothing waits for it', async () => {
    server.answerAlways('text-only')
    expect(await app.page.evaluate(() => speechSynthesis.getVoices().length)).toBe(0)
    await parley.type('Hello?')
    await app.page.getByText('This system has no voice').waitFor()
    await parley.phase('Ready')
  })
})

describe('where the system’s voice never begins', async () => {
  const { server, app, parley, renew, close } = await startAnsweredApp({
    beforeLoad: async page => void (await giveSystemVoice(page, 'silent')),
  })
  afterAll(close)
  beforeEach(renew)

  test('that is said too, and the next reply does not try it', async () => {
    server.answerAlways('text-only')
    await parley.type('Hello?')
    await parley.phase('Speaking')
    await app.page.getByText('This system has no voice').waitFor()
    await parley.phase('Ready')
    await parley.type('And cats?')
    await expect.poll(() => parley.log.getByRole('button', { name: 'Say it' }).count()).toBe(2)
    await parley.phase('Ready')
  })
})
