import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { broughtLanguages, fuseWire } from './fuse-wire.ts'

/** Where a program that is not bound to a place is loaded to. */
const BASE = 0x400000
const HEADERS_LENGTH = 64 + 56
/** `exit(0)`: 60 into eax, 0 into edi, `syscall`. */
const EXIT = Buffer.of(0xb8, 60, 0, 0, 0, 0x31, 0xff, 0x0f, 0x05)

/** A 64-bit ELF program for Linux on x64 that ends at once and carries fuses (System V ABI, ELF-64 object file format). */
function elfProgram(): Buffer {
  const body = Buffer.concat([EXIT, fuseWire()])
  const length = HEADERS_LENGTH + body.length
  const header = Buffer.alloc(64)
  header.write('\x7fELF\x02\x01\x01', 'latin1')
  header.writeUInt16LE(2, 16) // a program
  header.writeUInt16LE(62, 18) // x86-64
  header.writeUInt32LE(1, 20)
  header.writeBigUInt64LE(BigInt(BASE + HEADERS_LENGTH), 24) // begins after the headers
  header.writeBigUInt64LE(64n, 32) // the program header follows
  header.writeUInt16LE(64, 52)
  header.writeUInt16LE(56, 54)
  header.writeUInt16LE(1, 56)
  header.writeUInt16LE(64, 58)
  const segment = Buffer.alloc(56)
  segment.writeUInt32LE(1, 0) // to be loaded
  segment.writeUInt32LE(5, 4) // read and run
  segment.writeBigUInt64LE(BigInt(BASE), 16)
  segment.writeBigUInt64LE(BigInt(BASE), 24)
  segment.writeBigUInt64LE(BigInt(length), 32)
  segment.writeBigUInt64LE(BigInt(length), 40)
  segment.writeBigUInt64LE(0x1000n, 48)
  return Buffer.concat([header, segment, body])
}

/** Lays out what electron-builder looks for in Electron for Linux. */
export async function layOutLinux(folder: string): Promise<void> {
  await mkdir(join(folder, 'locales'), { recursive: true })
  await mkdir(join(folder, 'resources'))
  await writeFile(join(folder, 'electron'), elfProgram(), { mode: 0o755 })
  await writeFile(join(folder, 'chrome-sandbox'), elfProgram(), { mode: 0o755 })
  for (const language of broughtLanguages) await writeFile(join(folder, 'locales', `${language}.pak`), '')
}
