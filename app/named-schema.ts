import * as v from 'valibot'

/**
 * A schema for data of one of several names, each with values of its own beside the name. Nothing but these goes through.
 * @param values what belongs to each name
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
