import type list from '@contracts/problems.json';
import { ProblemError } from 'chatbrush-client';

/** A code that the one list of problems has; a wrong one does not compile. */
export type ProblemCode = keyof typeof list;

/** One that arises in the page itself, before there is a call. */
export function pageProblem(code: ProblemCode, detail: string): ProblemError {
  return ProblemError.local(code, detail);
}
