import type { PointInput } from 'chatbrush-client';
import type { TextKey } from '../../i18n/en';

/** Something to try on a bundled photo; `at` is a share of its width and height. */
export interface FirstExample {
  readonly sample: string;
  readonly chip: TextKey;
  readonly text: TextKey;
  readonly at: readonly [number, number] | null;
}

export const EXAMPLES: readonly FirstExample[] = [
  {
    sample: 'rocket',
    chip: 'example.erase',
    text: 'example.eraseText',
    at: [0.503, 0.6],
  },
  { sample: 'dandelion', chip: 'example.winter', text: 'example.winterText', at: null },
  {
    sample: 'astronaut',
    chip: 'example.recolour',
    text: 'example.recolourText',
    at: [0.22, 0.68],
  },
  { sample: 'coffee', chip: 'example.paint', text: 'example.paintText', at: null },
];

export function examplePoint(
  example: FirstExample,
  width: number,
  height: number,
): PointInput | undefined {
  return example.at === null
    ? undefined
    : {
        x: Math.round(example.at[0] * width),
        y: Math.round(example.at[1] * height),
        label: 'include',
      };
}
