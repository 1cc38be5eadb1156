import { catalogue } from './catalogue.ts'
/** What the window says about asking models that cannot hear, which it does not begin with. */
export const cascadeWords = catalogue('cascadeWords', {
  offer: 'Ask by way of words',
  explain: (name: string, model: string) =>
    `${name} puts your recording into words, “${model}” answers the words, and ${name} reads the answer aloud. The model does not hear your voice, each step may cost something, and it stays like this for this profile until you change it in Settings.`,
  accept: 'Yes, ask like that',
  refuse: 'No',
})
