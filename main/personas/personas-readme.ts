/** What the folder of personas says about itself, to whoever opens it. */
export const PERSONAS_README = `# Personas

Each Markdown file here is a persona of Parley: who the model is to be. You may change them, add some, or send one to a friend.

    ---
    name: Sommelier
    model: gpt-audio-1.5
    voice: cedar
    speed: 1.25
    ---

    You know wine and talk about it in plain words. Ask what is for dinner first.

- Between the two lines of three hyphens stands the head, one \`key: value\` in a line. Other keys are refused.
- \`name\` is needed; two files may have the same.
- \`model\` and \`voice\` are asked for in place of the profile's. Leave a line out, and the profile decides.
- \`speed\`, 0.75 to 2, is how fast stored replies are played. Without it: 1.
- Below the head stand the instructions, which the model is told before every conversation, up to 100,000 characters.
- Files are UTF-8 and end in .md. Links are not followed. This file is no persona.

Parley looks here when it starts, and whenever personas are listed. Files it cannot read are named there, and left alone.
`
