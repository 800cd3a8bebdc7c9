package dev.chatbrush.agent.language;

/** What a Korean particle makes of the noun before it. */
public enum Role {
  NONE,
  OBJECT,
  TOPIC,
  /** 로, 처럼: what it shall become. */
  RESULT,
  PLACE,
  OF,
  /** 이에요, 입니다: a statement. */
  COPULA,
  OTHER
}
