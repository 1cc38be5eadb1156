import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lines } from '../main/practice/lines.ts'

const folder = join(import.meta.dirname, '..', 'main', 'practice', 'lines')

// Speaks every line of main/practice/lines.ts into main/practice/lines/. Needs espeak-ng and sox; see the README there.
mkdirSync(folder, { recursive: true })
for (const file of readdirSync(folder)) if (file.endsWith('.wav')) rmSync(join(folder, file))
for (const [name, words] of Object.entries(lines)) {
  const spoken = execFileSync('espeak-ng', ['-v', 'en-gb', '-s', '175', '-p', '45', '--stdout', words])
  const file = join(folder, `${name}.wav`)
  const convert = ['-D', '-R', '-t', 'wav', '-', '-b', '16', file, 'rate', '-h', '24000', 'channels', '1']
  const trimEnd = ['silence', '1', '0.005', '0.2%', 'reverse']
  execFileSync('sox', [...convert, ...trimEnd, ...trimEnd, 'norm', '-4', 'pad', '0.03', '0.12'], { input: spoken })
}
