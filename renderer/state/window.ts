import { computed, signal } from '@preact/signals'
import type { Conversation, Turn } from '../../app/conversation.ts'
import type { DiskUse } from '../../app/library/disk-use.ts'
import type { RetentionPolicy, RetentionPreview } from '../../app/library/retention.ts'
import { turns } from './conversation.ts'
import { connection, settings } from './main.ts'

/** What the main column shows. */
export const place = signal<'conversation' | 'drafts' | 'waiting' | 'archived' | 'trash'>('conversation')
/** Whether the narrow window shows the sidebar over the conversation. */
export const isSidebarOpen = signal(false)
/** The pages of the settings sheet, in their order. */
export const settingsPages = [
  'endpoint',
  'personas',
  'sound',
  'talking',
  'history',
  'cost',
  'appearance',
  'about',
] as const
/** A page of the settings sheet. */
export type SettingsPage = (typeof settingsPages)[number]
/** What is to be deleted for ever when the user confirms it. */
export type Doomed =
  | {
      kind: 'conversations'
      conversations: readonly Pick<Conversation, 'id' | 'title' | 'isNamed' | 'turnCount' | 'bytes'>[]
    }
  | { kind: 'turn'; turn: Turn }
  | { kind: 'everything'; trash: DiskUse['trash'] }
/** The sheet over the window. One at a time. */
export type Sheet =
  | { name: 'none' }
  | { name: 'settings'; page: SettingsPage }
  | { name: 'shortcuts' }
  | { name: 'export'; conversations: readonly Pick<Conversation, 'id' | 'title' | 'isNamed'>[] }
  | { name: 'delete'; doomed: Doomed }
  | { name: 'retention'; policy: RetentionPolicy; preview: RetentionPreview }
/** The sheet over the window. */
export const sheet = signal<Sheet>({ name: 'none' })
/** What is said to those who do not see what has changed. */
export const announcement = signal('')
/** Steps of the first-run setup, in their order. */
export const setupSteps = ['endpoint', 'microphone', 'key', 'done'] as const
/** The step the setup is at. */
export const setupStep = signal<(typeof setupSteps)[number]>('endpoint')
/** Whether the setup is shown: on a first start, until it is done or skipped. */
export const showsSetup = computed(
  () => connection.value === 'open' && !settings.value.setupDone && turns.value.length === 0,
)
