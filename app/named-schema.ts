import * as v from 'valibot'

/**
 * A schema for data that has one of several names, each with its own values beside the name. Nothing else passes.
 * @param values the values of each name
 */
/* @__NO_SIDE_EFFECTS__ */
export function namedSchema<Named extends { name: string }>(
  values: Readonly<Record<Named['name'], v.GenericSchema<object>>>,
) {
  const isOne = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || !('name' in value)) return false
    const { name } = value
    return typeof name === 'string' && Object.hasOwn(values, name) && v.is(values[name as Named['name']], value)
  }
  return v.pipe(
    v.custom<Named>(isOne, 'is of no known name'),
    v.transform((one): Named => ({ name: one.name, ...v.parse(values[one.name as Named['name']], one) }) as Named),
  )
}
