import type { ProblemCode } from '../api/page-problems';
import type { Problem } from 'chatbrush-client';

/** Problems that only say that nothing usable was pointed at: people are asked where, not blamed. */
const ASKS: ReadonlySet<string> = new Set<ProblemCode>([
  'MASK_NEEDED',
  'MASK_EMPTY',
  'SELECTION_EMPTY',
  'SELECTION_NOT_FOUND',
  'SELECTION_OUTSIDE',
  'SUBJECT_NOT_FOUND',
]);

/** Problems of a moment: the same words work once it is over. */
const PASSES: ReadonlySet<string> = new Set<ProblemCode>([
  'NETWORK_UNREACHABLE',
  'MODEL_UNAVAILABLE',
  'SERVER_LEAVING',
  'STORAGE_UNREACHABLE',
  'OVERLOADED',
  'EDIT_INTERRUPTED',
]);

export function asksWhere(problem: Problem): boolean {
  return ASKS.has(problem.code);
}

export function passes(problem: Problem): boolean {
  return PASSES.has(problem.code);
}
