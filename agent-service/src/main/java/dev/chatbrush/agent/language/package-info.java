/**
 * Words: which language a sentence is in, its words and clauses, and what Korean words are called
 * in English. Entry class: {@link dev.chatbrush.agent.language.SentenceReader}. Uses no other
 * package.
 */
package dev.chatbrush.agent.language;
