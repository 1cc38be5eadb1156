/** A request the practice partner refuses, as OpenAI words and shapes it (OpenAI reference, "Errors"). */
export class Refusal extends Error {
  readonly status: number
  readonly body: { error: { message: string; type: string; param: string | null; code: string | null } }

  constructor(status: number, message: string, param: string | null = null, code: string | null = null) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.body = {
      error: { message, type: status >= 500 ? 'server_error' : 'invalid_request_error', param, code },
    }
  }
}

/** A value that is understood but not offered. `where` adds a condition, such as `when stream=true`. */
export function unsupportedValue(param: string, value: string, where: string, supported: readonly string[]): Refusal {
  const offered = supported.map(each => `'${each}'`).join(', ')
  const message = `Unsupported value: '${param}' does not support '${value}' ${where}. Supported values are: ${offered}.`
  return new Refusal(400, message, param, 'unsupported_value')
}
