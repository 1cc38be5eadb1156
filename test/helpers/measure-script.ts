import { writeSync } from 'node:fs'
import { resourceUsage } from 'node:process'
import { measureSound } from '../../main/library/sounds/measure.ts'

/** Measures the given sound file, and prints the result and by how much the process's peak memory (KiB) grew. */
const before = resourceUsage().maxRSS
const measures = measureSound(process.argv[2] ?? '')
writeSync(1, JSON.stringify({ measures, grownKib: resourceUsage().maxRSS - before }))
