import { writeSync } from 'node:fs'
import { resourceUsage } from 'node:process'
import { measureSound } from '../../main/library/sounds/measure.ts'

/** Measures the sound file it is given, and prints what it found and how much more memory (KiB) the process ever had for it. */
const before = resourceUsage().maxRSS
const measures = measureSound(process.argv[2] ?? '')
writeSync(1, JSON.stringify({ measures, grownKib: resourceUsage().maxRSS - before }))
