package dev.chatbrush.agent.language;

/**
 * What a lexicon entry means.
 *
 * @param english what follows "make it" for a look, the bare noun for a thing, empty for none
 * @param opposite what to ask for when there is too much of it, empty for none
 */
record Sense(WordClass type, String english, String opposite) {
  static final Sense UNKNOWN = new Sense(WordClass.UNKNOWN, "", "");

  static Sense of(WordClass type, String english) {
    return new Sense(type, english, "");
  }
}
