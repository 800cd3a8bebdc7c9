import type { PlanStep } from 'chatbrush-client';
import type { TextKey } from '../../i18n/en';

/** What a step works on, in words. */
export const PLACES: Readonly<Record<PlanStep['target'], TextKey>> = {
  selection: 'plan.withMask',
  whole: 'plan.whole',
  subject: 'plan.subject',
  background: 'plan.background',
  rest: 'plan.rest',
  named: 'plan.named',
};

/** The same of a recipe, which tells it in capitals or not at all. */
export function placeOf(target: string | null | undefined): TextKey {
  const name = target?.toLowerCase() ?? '';
  return name in PLACES ? PLACES[name as PlanStep['target']] : 'plan.whole';
}
