// Reads JSON Schema 2020-12, in which OpenAPI 3.1 is written, including `unevaluatedProperties`.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import description from '../fixtures/openai-openapi/requests.json' with { type: 'json' }

/** A kind of request that OpenAI describes. */
export type DescribedRequest = 'CreateChatCompletionRequest' | 'CreateTranscriptionRequest' | 'CreateSpeechRequest'

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
const validators = new Map<DescribedRequest, ValidateFunction>()

/**
 * What OpenAI's published description finds wrong with a request, and fields it does not know; nothing when the request conforms. If no
 * alternative fits, reports those that fit longest.
 */
export function complaintsAbout(name: DescribedRequest, request: unknown): string[] {
  const validate = validators.get(name) ?? compile(name)
  validators.set(name, validate)
  if (validate(request)) return []
  const errors = validate.errors ?? []
  const depth = (path: string) => path.split('/').length
  const deepest = Math.max(...errors.map(({ instancePath }) => depth(instancePath)))
  return errors
    .filter(({ instancePath }) => depth(instancePath) === deepest)
    .map(({ instancePath, message, params }) => `${name}${instancePath} ${message} ${JSON.stringify(params)}`)
}

function compile(name: DescribedRequest): ValidateFunction {
  return ajv.compile({ $defs: description.schemas, $ref: `#/$defs/${name}`, unevaluatedProperties: false })
}
