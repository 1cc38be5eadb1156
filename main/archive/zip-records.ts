/** What is written about one file, before and after its bytes and again in the list at the end. */
export interface ZipRecord {
  name: Buffer
  isDeflated: boolean
  changedAt: Date
  crc32: number
  /** As it is in the ZIP, and unpacked. */
  packedBytes: number
  bytes: number
  /** Where its first record lies. */
  offset: number
}

/** The largest number of 16 and of 32 bits; they say "see the ZIP64 record". */
const [MOST_16, MOST_32] = [0xffff, 0xffff_ffff]
/** Names are UTF-8; checksum and sizes follow the bytes. */
const FLAGS = 0x0808
const DEFLATED = 8
/** Version of the specification needed: 2.0, with ZIP64 4.5. */
const [VERSION, VERSION_64] = [20, 45]
/** Made on Unix, so that the mode below counts. */
const MADE_BY = (3 << 8) | 63
/** A plain file that its owner may write and everyone may read. */
const MODE = 0o100644

/** What comes before a file's bytes (APPNOTE 4.3.7). */
export function localHeader({ name, isDeflated, changedAt }: ZipRecord): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x0403_4b50, 0)
  header.writeUInt16LE(VERSION, 4)
  writeKind(header, 6, isDeflated, changedAt)
  header.writeUInt16LE(name.byteLength, 26)
  return Buffer.concat([header, name])
}

/** What comes after a file's bytes (APPNOTE 4.3.9). */
export function dataDescriptor({ crc32, packedBytes, bytes }: ZipRecord): Buffer {
  const isLarge = packedBytes >= MOST_32 || bytes >= MOST_32
  const descriptor = Buffer.alloc(isLarge ? 24 : 16)
  descriptor.writeUInt32LE(0x0807_4b50, 0)
  descriptor.writeUInt32LE(crc32, 4)
  if (isLarge) {
    descriptor.writeBigUInt64LE(BigInt(packedBytes), 8)
    descriptor.writeBigUInt64LE(BigInt(bytes), 16)
  } else {
    descriptor.writeUInt32LE(packedBytes, 8)
    descriptor.writeUInt32LE(bytes, 12)
  }
  return descriptor
}

/** A file's place in the list at the end (APPNOTE 4.3.12), with its time to the second (Info-ZIP's "UT"). */
export function directoryRecord({ name, isDeflated, changedAt, crc32, packedBytes, bytes, offset }: ZipRecord): Buffer {
  const isLarge = [packedBytes, bytes, offset].some(value => value >= MOST_32)
  const extra = Buffer.concat([timeField(changedAt), ...(isLarge ? [sizesField(bytes, packedBytes, offset)] : [])])
  const record = Buffer.alloc(46)
  record.writeUInt32LE(0x0201_4b50, 0)
  record.writeUInt16LE(MADE_BY, 4)
  record.writeUInt16LE(isLarge ? VERSION_64 : VERSION, 6)
  writeKind(record, 8, isDeflated, changedAt)
  record.writeUInt32LE(crc32, 16)
  record.writeUInt32LE(isLarge ? MOST_32 : packedBytes, 20)
  record.writeUInt32LE(isLarge ? MOST_32 : bytes, 24)
  record.writeUInt16LE(name.byteLength, 28)
  record.writeUInt16LE(extra.byteLength, 30)
  record.writeUInt32LE((MODE << 16) >>> 0, 38)
  record.writeUInt32LE(isLarge ? MOST_32 : offset, 42)
  return Buffer.concat([record, name, extra])
}

/** The very end (APPNOTE 4.3.14 to 4.3.16): how long the list is and where it begins. */
export function endRecord(count: number, directoryBytes: number, directoryOffset: number): Buffer {
  const isLarge = count >= MOST_16 || directoryBytes >= MOST_32 || directoryOffset >= MOST_32
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x0605_4b50, 0)
  end.writeUInt16LE(Math.min(count, MOST_16), 8)
  end.writeUInt16LE(Math.min(count, MOST_16), 10)
  end.writeUInt32LE(Math.min(directoryBytes, MOST_32), 12)
  end.writeUInt32LE(Math.min(directoryOffset, MOST_32), 16)
  return isLarge ? Buffer.concat([end64(count, directoryBytes, directoryOffset), end]) : end
}

function end64(count: number, directoryBytes: number, directoryOffset: number): Buffer {
  const end = Buffer.alloc(56 + 20)
  end.writeUInt32LE(0x0606_4b50, 0)
  end.writeBigUInt64LE(44n, 4)
  end.writeUInt16LE(MADE_BY, 12)
  end.writeUInt16LE(VERSION_64, 14)
  end.writeBigUInt64LE(BigInt(count), 24)
  end.writeBigUInt64LE(BigInt(count), 32)
  end.writeBigUInt64LE(BigInt(directoryBytes), 40)
  end.writeBigUInt64LE(BigInt(directoryOffset), 48)
  // Where this record itself is found, on the only disk.
  end.writeUInt32LE(0x0706_4b50, 56)
  end.writeBigUInt64LE(BigInt(directoryOffset + directoryBytes), 64)
  end.writeUInt32LE(1, 72)
  return end
}

function writeKind(record: Buffer, at: number, isDeflated: boolean, changedAt: Date): void {
  const year = Math.max(0, Math.min(127, changedAt.getFullYear() - 1980))
  record.writeUInt16LE(FLAGS, at)
  record.writeUInt16LE(isDeflated ? DEFLATED : 0, at + 2)
  record.writeUInt16LE(
    (changedAt.getHours() << 11) | (changedAt.getMinutes() << 5) | (changedAt.getSeconds() >> 1),
    at + 4,
  )
  record.writeUInt16LE((year << 9) | ((changedAt.getMonth() + 1) << 5) | changedAt.getDate(), at + 6)
}

function timeField(changedAt: Date): Buffer {
  const seconds = Math.floor(changedAt.getTime() / 1000)
  const field = Buffer.alloc(9)
  field.writeUInt16LE(0x5455, 0)
  field.writeUInt16LE(5, 2)
  field.writeUInt8(1, 4)
  field.writeInt32LE(Math.max(0, Math.min(0x7fff_ffff, seconds)), 5)
  return field
}

function sizesField(...sizes: number[]): Buffer {
  const field = Buffer.alloc(4 + sizes.length * 8)
  field.writeUInt16LE(1, 0)
  field.writeUInt16LE(sizes.length * 8, 2)
  for (const [index, size] of sizes.entries()) field.writeBigUInt64LE(BigInt(size), 4 + index * 8)
  return field
}
