import type { Language } from '../app/words/language.ts'

/** The reason that macOS shows when it asks whether Parley may use the microphone (`NSMicrophoneUsageDescription`). */
export const microphoneReason: Record<Language, string> = {
  en: 'Parley records your voice only while you hold or toggle the talk key.',
  de: 'Parley nimmt die Stimme nur auf, solange die Sprechtaste gehalten oder eingeschaltet ist.',
  pt: 'O Parley grava sua voz somente enquanto você segura ou liga a tecla de falar.',
  zh: '仅在你按住或开启说话键时，Parley 才会录下你的声音。',
  ja: 'Parley は、話すためのキーを押している間、またはオンにしている間だけ声を録音します。',
}

/** The folder of each language in an application for macOS, named as Chromium names its own. */
export const macFolders: Record<Language, readonly string[]> = {
  en: ['en.lproj'],
  de: ['de.lproj'],
  pt: ['pt_BR.lproj', 'pt_PT.lproj'],
  zh: ['zh_CN.lproj'],
  ja: ['ja.lproj'],
}
