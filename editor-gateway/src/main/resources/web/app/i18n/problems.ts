import list from '@contracts/problems.json';
import type { Language } from '../state/state';

type Words = Readonly<Record<Language, string>>;

/** What went wrong (title) and what to do (remedy), in both languages. */
interface ProblemType {
  readonly title: Words;
  readonly remedy: Words;
}

/** The list by code. A code that it lacks is told in the server's words. */
export const PROBLEMS: Readonly<Record<string, ProblemType | undefined>> = list;
