/**
 * The value, which must be there by now.
 * @throws ReferenceError that names it when it is not.
 */
export function known<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) {
    throw new ReferenceError(`expected ${what}, which is not there`);
  }
  return value;
}
