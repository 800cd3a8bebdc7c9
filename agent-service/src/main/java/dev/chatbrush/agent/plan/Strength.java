package dev.chatbrush.agent.plan;

/**
 * How much the words ask for: "slightly", nothing said, "a lot", "completely". The English prompt
 * keeps the word, which named looks read; what it means for a model's own options, the model says.
 */
public enum Strength {
  SLIGHT,
  NORMAL,
  STRONG,
  COMPLETE;

  public Strength stronger() {
    return values()[Math.min(ordinal() + 1, values().length - 1)];
  }

  public Strength weaker() {
    return values()[Math.max(ordinal() - 1, 0)];
  }
}
