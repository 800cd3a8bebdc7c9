/** Counts and sums since a start; both only rise. */
export interface Total {
  readonly count: number;
  readonly totalMillis: number;
}

/** Means between one look and the next, in milliseconds; looks between which nothing was are left out. */
export function means(looks: readonly Total[]): readonly number[] {
  return looks.slice(1).flatMap((look, at) => {
    const before = looks[at];
    const count = before === undefined ? 0 : look.count - before.count;
    return before === undefined || count <= 0
      ? []
      : [(look.totalMillis - before.totalMillis) / count];
  });
}

/** Points of a line through these values, from 0 below to the largest above. */
export function polyline(values: readonly number[], width: number, height: number): string {
  const top = Math.max(...values, 1);
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values
    .map((value, at) => `${(at * step).toFixed(1)},${(height * (1 - value / top)).toFixed(1)}`)
    .join(' ');
}
