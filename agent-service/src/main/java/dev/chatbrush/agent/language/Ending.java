package dev.chatbrush.agent.language;

/** What a verb's ending says. */
public enum Ending {
  NONE,
  REQUEST,
  /** Another clause follows. */
  AND,
  /** 니까: tells why the next clause asks for what it asks for. */
  REASON,
  /** 지: waits for 마, 말, 않. */
  NEGATABLE,
  PAST,
  IF,
  MODIFIER,
  ADVERB,
  NOUN,
  STATEMENT
}
