import type { cascadeWords as english } from '../../cascade-words.ts'

/** `cascadeWords` in German. */
export const cascadeWords: typeof english = {
  offer: 'Über Text fragen',
  explain: (name, model) =>
    `${name} wandelt die Aufnahme in Text um, „${model}“ beantwortet den Text, und ${name} liest die Antwort vor. Das Modell hört die Stimme nicht, jeder Schritt kann etwas kosten, und so bleibt es für dieses Profil, bis es in den Einstellungen geändert wird.`,
  accept: 'Ja, so fragen',
  refuse: 'Nein',
}
