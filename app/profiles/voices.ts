import type { Preset } from './profiles.ts'

/** The voices that OpenAI's audio models have built in (OpenAI reference, chat completions, `audio.voice`). */
const openAiVoices = [
  ...['alloy', 'ash', 'ballad', 'cedar', 'coral', 'echo', 'fable', 'marin', 'nova', 'onyx', 'sage', 'shimmer', 'verse'],
] as const
/** Those that Azure documents (Azure OpenAI, "Audio generation"). */
const azureVoices = ['alloy', 'echo', 'shimmer'] as const
/** Some of those of Qwen's models (Alibaba Cloud Model Studio, "Qwen-Omni"). */
const qwenVoices = ['Cherry', 'Chelsie', 'Ethan', 'Serena', 'Tina'] as const

/** Voices that a model at a kind of server is known to have. It may have others, because the names of voices are no closed list. */
export function voicesOf(preset: Preset, model: string): readonly string[] {
  if (/qwen/i.test(model)) return qwenVoices
  return preset === 'azure' ? azureVoices : openAiVoices
}
