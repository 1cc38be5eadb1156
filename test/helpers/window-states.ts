import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { PCM_BYTES_PER_SECOND, SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { newProfile } from '../../app/profiles/profiles.ts'
import { wavHeader } from '../../app/wav.ts'
import { fixture } from './app.ts'
import { visitCascade } from './cascade-states.ts'
import { prepareSpending, visitCost } from './cost-states.ts'
import { visitDesktop, visitKeySetup } from './desktop-states.ts'
import { visitDoctor } from './doctor-states.ts'
import { type EndpointServer, startEndpointServer } from './endpoint-server.ts'
import { heardWords } from './endpoint-transcriptions.ts'
import { visitFailures } from './failure-states.ts'
import { prepareKeeping, visitKeeping } from './keeping-states.ts'
import { prepareKeptFailures, visitKeptFailures } from './kept-failure-states.ts'
import { profileWithModel, visitModels } from './model-states.ts'
import { movedAwayFolder, visitMove } from './move-states.ts'
import { prepareOutbox, visitOutbox } from './outbox-states.ts'
import { preparePersonas, visitPersonas } from './persona-states.ts'
import { visitConversationPlaces } from './place-states.ts'
import { visitedEnvironment, visitedProfiles, visitProfiles } from './profile-states.ts'
import { readWavFile } from './sound.ts'
import { dock, phase, showSidebar, type Visit, withWindow } from './state-window.ts'
import { visitTransfers } from './transfer-states.ts'
import { answers, visitTurns } from './turn-states.ts'

/** Silence that lasts longer than any visit takes. */
const SILENCE_BYTES = 120 * PCM_BYTES_PER_SECOND
/** What takes no time to be heard. */
const BRIEF_SAMPLES = 12_000

/** Brings the built app into every state it can be in and visits each: the states with replies in turn, the others meanwhile. */
export async function visitEveryState(visit: Visit): Promise<void> {
  await Promise.all([visitAnswered(visit), visitUnanswered(visit)])
}

/** The same for the states that everybody meets: setup, a conversation, its places, search and settings. */
export async function visitMainStates(visit: Visit): Promise<void> {
  await Promise.all([visitAnswered(visit), visitSetup(visit)])
}

async function visitAnswered(visit: Visit): Promise<void> {
  const speech = readWavFile(fixture('golden-retriever.wav')).samples
  const server = await startEndpointServer({ reply: { words: answers.family, samples: speech } })
  const environment = { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'none' }
  try {
    await withWindow({ microphone: fixture('golden-retriever.wav'), environment }, async (page, host) => {
      await visitTurns(visit, page, server, speech)
      await visitPlaces(visit, page)
      server.reply = { words: answers.children, samples: speech.subarray(0, BRIEF_SAMPLES) }
      await visitConversationPlaces(visit, page, async text => {
        await page.getByRole('textbox', { name: 'Message' }).fill(text)
        await page.keyboard.press('Enter')
        await page.getByRole('button', { name: 'Play reply' }).waitFor()
        await phase(page, 'Ready')
      })
      await host.stop()
      await page.getByRole('alert').waitFor()
      await visit('connection lost', page)
    })
  } finally {
    await server.close()
  }
}

async function visitUnanswered(visit: Visit): Promise<void> {
  await visitSetup(visit)
  const keySetup = { setupDone: false, talk: { globalKey: 'Control+Alt+Space' } }
  await withWindow({ microphone: fixture('golden-retriever.wav'), settings: keySetup }, (page, host) =>
    visitKeySetup(visit, page, host),
  )
  await visitTranscription(visit)
  await withWindow({ microphone: fixture('golden-retriever.wav') }, (page, host) => visitTransfers(visit, page, host))
  await withWindow(
    { microphone: fixture('golden-retriever.wav'), environment: visitedEnvironment, settings: visitedProfiles },
    page => visitProfiles(visit, page),
  )
  await visitCheckups(visit)
  await visitListedModels(visit)
  await withWindow({ microphone: fixture('golden-retriever.wav'), prepare: preparePersonas }, page =>
    visitPersonas(visit, page),
  )
  await visitKept(visit)
  await visitWaiting(visit)
  await visitSpending(visit)
  await visitMoves(visit)
  await withWindow({ microphone: fixture('golden-retriever.wav') }, (page, host) => visitDesktop(visit, page, host))
  await visitRefusals(visit)
  await withWindow({ microphone: fixture('golden-retriever.wav'), prepare: prepareKeptFailures }, page =>
    visitKeptFailures(visit, page),
  )
  const silence = join(tmpdir(), `parley-silence-${process.pid}.wav`)
  try {
    await writeFile(silence, Buffer.concat([wavHeader(SILENCE_BYTES, SAMPLE_RATE_HZ), Buffer.alloc(SILENCE_BYTES)]))
    await withWindow({ microphone: silence }, page => visitSilence(visit, page))
  } finally {
    await rm(silence, { force: true })
  }
  await withWindow({ microphone: null }, async page => {
    await page.keyboard.down('Space')
    await page.getByRole('alert').waitFor()
    await page.keyboard.up('Space')
    await visit('no microphone', page)
  })
}

async function visitListedModels(visit: Visit): Promise<void> {
  const server = await startEndpointServer()
  try {
    const settings = profileWithModel(server)
    await withWindow({ microphone: fixture('golden-retriever.wav'), settings }, page =>
      visitModels(visit, page, server),
    )
  } finally {
    await server.close()
  }
}

async function visitKept(visit: Visit): Promise<void> {
  const speech = readWavFile(fixture('golden-retriever.wav')).samples
  const server = await startEndpointServer({
    reply: { words: answers.children, samples: speech.subarray(0, BRIEF_SAMPLES) },
  })
  const environment = { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'none' }
  try {
    const options = { microphone: fixture('golden-retriever.wav'), environment, prepare: prepareKeeping }
    await withWindow(options, page => visitKeeping(visit, page))
  } finally {
    await server.close()
  }
}

async function visitCheckups(visit: Visit): Promise<void> {
  const server = await startEndpointServer()
  const profile = newProfile('work', { name: 'At work', preset: 'litellm', baseUrl: server.baseUrl, voice: 'alloy' })
  try {
    const options = { microphone: fixture('golden-retriever.wav'), settings: { profiles: [profile] } }
    await withWindow(options, page => visitDoctor(visit, page, server))
  } finally {
    await server.close()
  }
}

async function visitSpending(visit: Visit): Promise<void> {
  const speech = readWavFile(fixture('golden-retriever.wav')).samples
  const server = await startEndpointServer({
    reply: { words: answers.family, samples: speech.subarray(0, BRIEF_SAMPLES) },
  })
  const environment = { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'none' }
  try {
    const options = { microphone: fixture('golden-retriever.wav'), environment, prepare: prepareSpending }
    await withWindow(options, page =>
      visitCost(visit, page, async text => {
        await page.getByRole('textbox', { name: 'Message' }).fill(text)
        await page.keyboard.press('Enter')
        await page.getByRole('button', { name: 'Play reply' }).waitFor()
        await phase(page, 'Ready')
      }),
    )
  } finally {
    await server.close()
  }
}

async function visitWaiting(visit: Visit): Promise<void> {
  const speech = readWavFile(fixture('golden-retriever.wav')).samples
  const reply = { words: answers.children, samples: speech.subarray(0, BRIEF_SAMPLES) }
  const gone = await startEndpointServer()
  await gone.close()
  const environment = { OPENAI_BASE_URL: gone.baseUrl, OPENAI_API_KEY: 'none' }
  const prepare = (dataFolder: string) => prepareOutbox(dataFolder, gone.baseUrl)
  let server: EndpointServer | null = null
  try {
    await withWindow({ microphone: fixture('golden-retriever.wav'), environment, prepare }, async page => {
      server = await visitOutbox(visit, page, reply, Number(new URL(gone.baseUrl).port))
    })
  } finally {
    await (server as EndpointServer | null)?.close()
  }
}

async function visitSetup(visit: Visit): Promise<void> {
  const settings = { setupDone: false }
  await withWindow({ microphone: fixture('golden-retriever.wav'), settings }, async page => {
    const next = page.getByRole('button', { name: 'Next' })
    await visit('setup 1 endpoint', page)
    await next.click()
    await visit('setup 2 microphone', page)
    await page.getByRole('button', { name: 'Test microphone' }).click()
    await page.getByText('it works').waitFor()
    await visit('setup 2 microphone heard', page)
    await next.click()
    await page.getByText('Waiting for the key').waitFor()
    await page.keyboard.press('Space')
    await page.getByText('The key works').waitFor()
    await visit('setup 3 key', page)
    await next.click()
    await visit('setup 4 done', page)
    await page.getByRole('button', { name: 'Start talking' }).click()
    await page.getByRole('heading', { name: 'Hold Space' }).waitFor()
    await visit('empty', page)
  })
}

/** The library while it is moved, after a move that was interrupted, and without its disk. */
async function visitMoves(visit: Visit): Promise<void> {
  const microphone = fixture('golden-retriever.wav')
  const server = await startEndpointServer()
  const environment = { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'none' }
  try {
    await withWindow({ microphone, environment }, page => visitMove(visit, page, server))
  } finally {
    await server.close()
  }
  await withWindow({ microphone, settings: { libraryFolder: movedAwayFolder } }, async page => {
    await page.getByText('is not there. Connect the disk').waitFor()
    await visit('library not there', page)
    await page.getByRole('button', { name: 'Choose …' }).click()
    await page.getByRole('textbox', { name: 'Where the library is' }).waitFor()
    await visit('library not there, settings', page)
  })
}

async function visitTranscription(visit: Visit): Promise<void> {
  const speech = readWavFile(fixture('golden-retriever.wav')).samples
  const server = await startEndpointServer({ reply: { words: answers.children, samples: speech } })
  const environment = { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'none' }
  const settings = { transcription: { isOn: true }, autoplayReplies: false }
  try {
    await withWindow({ microphone: fixture('golden-retriever.wav'), environment, settings }, async page => {
      const { transcriptions } = server
      const log = page.getByRole('log', { name: 'Conversation' })
      const ask = async () => {
        await page.keyboard.down('Space')
        await phase(page, 'Recording')
        await dock(page)
          .getByText(/^0:0[1-9]$/)
          .waitFor()
        await page.keyboard.up('Space')
        await phase(page, 'Ready')
      }
      transcriptions.answerNext('words', 'bad audio')
      await ask()
      await log.getByText(heardWords).waitFor()
      await visit('own words', page)
      await ask()
      await log.getByText('Not put into words.').waitFor()
      await visit('own words failed', page)
      const gate = transcriptions.hold()
      await ask()
      await gate.reached
      await log.getByText('Being put into words').waitFor()
      await visit('own words awaited', page)
      transcriptions.answerNext('none')
      gate.release()
      await log.getByText('Being put into words').waitFor({ state: 'hidden' })
      await page.getByRole('button', { name: 'Settings', exact: true }).click()
      await page.getByRole('tab', { name: 'History' }).click()
      await page.getByRole('alert').scrollIntoViewIfNeeded()
      await visit('own words missing', page)
      const held = transcriptions.hold()
      await page.getByRole('button', { name: 'Put earlier recordings into words' }).click()
      await held.reached
      await page.getByRole('progressbar').waitFor()
      await visit('backfill', page)
    })
  } finally {
    await server.close()
  }
}

async function visitRefusals(visit: Visit): Promise<void> {
  const server = await startEndpointServer()
  const environment = { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'none' }
  try {
    const options = { microphone: fixture('golden-retriever.wav'), environment }
    await withWindow(options, async page => {
      await visitFailures(visit, page, server)
      await page.keyboard.press('Control+n')
      await visitCascade(visit, page, server)
    })
  } finally {
    await server.close()
  }
}

async function visitPlaces(visit: Visit, page: Page): Promise<void> {
  await showSidebar(page)
  await page.getByRole('button', { name: 'Drafts' }).click()
  await visit('drafts', page)
  await page.getByRole('button', { name: 'Open “' }).first().click()

  await page.getByRole('log', { name: 'Conversation' }).waitFor()
  // The key also shows the sidebar in a narrow window.
  await page.keyboard.press('Control+k')
  await visit('search help', page)
  const results = page.getByRole('list', { name: 'Search results' })
  // The box has the focus once the sidebar is shown, a frame later.
  await page.locator('#search:focus').waitFor()
  await page.keyboard.type('retr')
  await results.getByRole('listitem').first().waitFor()
  await visit('search with hits', page)
  await results.getByRole('button').filter({ hasText: 'Golden retrievers' }).last().click()
  await page.getByRole('log', { name: 'Conversation' }).locator('mark').first().waitFor()
  await visit('search hit in timeline', page)
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox').fill('cats after:soon')
  await page.getByText('is not understood').waitFor()
  await visit('search complaint', page)
  await page.getByRole('searchbox').fill('cats')
  await page.getByText('Nothing found').waitFor()
  await visit('search without result', page)
  await page.getByRole('searchbox').fill('')

  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  for (const name of ['Endpoint', 'Microphone & speaker', 'Talking', 'History', 'Cost', 'Appearance', 'About']) {
    await page.getByRole('tab', { name }).click()
    await visit(`settings ${name.split(' ')[0]?.toLowerCase()}`, page)
  }
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await visit('shortcuts', page)
  await page.keyboard.press('Escape')
}

async function visitSilence(visit: Visit, page: Page): Promise<void> {
  await page.keyboard.down('Space')
  await phase(page, 'Getting ready')
  await visit('getting ready', page)
  await page.keyboard.up('Space')
  await page.getByRole('button', { name: 'Send anyway' }).waitFor()
  await visit('silent draft', page)
}
