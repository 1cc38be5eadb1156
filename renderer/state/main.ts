import { signal } from '@preact/signals'
import type { Notice } from '../../app/notices.ts'
import { defaultSettings, type Settings } from '../../app/settings.ts'
import type { Status } from '../../app/status.ts'

/** Whether main can be reached. */
export const connection = signal<'connecting' | 'open' | 'lost'>('connecting')
/** Who answers and where everything is kept; null until main has said so. */
export const status = signal<Status | null>(null)
/** What the user chose. */
export const settings = signal<Settings>(defaultSettings)
/** What the whole window is told of that was not dismissed yet. */
export const notices = signal<readonly Notice[]>([])
