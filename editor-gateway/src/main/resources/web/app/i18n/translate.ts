import type { Problem, Title } from 'chatbrush-client';
import type { Language } from '../state/state';
import { en } from './en';
import type { TextKey, Texts } from './en';
import { ko } from './ko';
import { PROBLEMS } from './problems';

const TEXTS: Readonly<Record<Language, Texts>> = { en, ko };

export type Values = Readonly<Record<string, string | number>>;
export type Translate = (key: TextKey, values?: Values) => string;

export function translator(language: Language): Translate {
  const texts = TEXTS[language];
  return (key, values) => (values === undefined ? texts[key] : filled(texts[key], values));
}

/** Replaces {names} by values. The result is text, never markup. */
export function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function titleIn(language: Language, title: Title): string {
  return language === 'ko' ? title.ko : title.en;
}

export interface ProblemWords {
  readonly cause: string;
  readonly advice: string;
  /** The server's own sentence, where the cause is not already that. */
  readonly detail: string;
}

/** A problem in the person's language, chosen by its code and never by a model. */
export function problemWords(language: Language, problem: Problem): ProblemWords {
  const known = PROBLEMS[problem.code];
  return known === undefined
    ? { cause: problem.detail || problem.title, advice: '', detail: '' }
    : {
        cause: known.title[language],
        advice: known.remedy[language],
        detail: problem.detail,
      };
}

/** The same in one line. */
export function problemLine(language: Language, problem: Problem): string {
  const { cause, advice } = problemWords(language, problem);
  return advice === '' ? cause : `${cause}. ${advice}`;
}

/** "about 12 s", "about 2 min": rounded up, since waiting less than told is the kinder surprise. */
export function durationIn(translate: Translate, seconds: number): string {
  return seconds < 90
    ? translate('edit.seconds', { count: Math.max(1, Math.ceil(seconds)) })
    : translate('edit.minutes', { count: Math.ceil(seconds / 60) });
}
