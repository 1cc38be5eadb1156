import { type SoundLocation, sizeOf, slicesOf } from './file-slices.ts'
import type { RequestBody } from './request-body.ts'

/** Read from the file at a time. */
const SLICE_BYTES = 64 * 1024

/** A file as a part of a form. */
export interface FormFile {
  location: SoundLocation
  /** The name it goes by; what servers tell its format by. ASCII without quotation marks. */
  name: string
  contentType: string
}

/** A form with a file in it, and what its `content-type` header must say. */
export interface MultipartBody extends RequestBody {
  contentType: string
}

/**
 * Prepares a form (RFC 7578) with plain fields, in order, and one file in the field `file` at its end, which is read from disk
 * only while the request is being written.
 * @throws `not_found` when the file is gone
 */
export async function multipartBody(
  fields: readonly (readonly [name: string, value: string])[],
  file: FormFile,
): Promise<MultipartBody> {
  const boundary = `parley-${crypto.randomUUID()}`
  const fileBytes = await sizeOf(file.location)
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const disposition = `content-disposition: form-data; name="file"; filename="${file.name}"`
  const fileHead = `--${boundary}\r\n${disposition}\r\ncontent-type: ${file.contentType}\r\n\r\n`
  const head = Buffer.from([...parts, fileHead].join(''))
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    byteLength: head.byteLength + fileBytes + tail.byteLength,
    *open() {
      yield head
      for (const slice of slicesOf(file.location, fileBytes, SLICE_BYTES)) yield Buffer.from(slice)
      yield tail
    },
  }
}
