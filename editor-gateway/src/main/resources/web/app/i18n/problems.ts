import type { Language } from '../state/state';
import { PROBLEMS_EN } from './problems-en';
import { PROBLEMS_KO } from './problems-ko';

/** Texts by code. A code that is missing here is told in the server's words. */
export type ProblemTexts = Readonly<
  Record<string, readonly [cause: string, advice: string] | undefined>
>;

export const PROBLEM_TEXTS: Readonly<Record<Language, ProblemTexts>> = {
  en: PROBLEMS_EN,
  ko: PROBLEMS_KO,
};
