package dev.chatbrush.agent.language;

/**
 * One word as read.
 *
 * @param surface as typed, particles and endings included
 * @param stem as typed, without the particle
 * @param english for Korean the translation, empty when there is none; for English the canonical
 *     form
 * @param opposite what to ask for when there is too much of it
 * @param glued typed without a space before it
 */
public record Token(
    String surface,
    String stem,
    WordClass type,
    String english,
    String opposite,
    Role role,
    Ending ending,
    boolean glued) {

  public boolean is(WordClass... types) {
    for (WordClass candidate : types) {
      if (type == candidate) {
        return true;
      }
    }
    return false;
  }

  /** Whether it can be what is edited, or what it becomes. */
  public boolean isContent() {
    return is(
        WordClass.LOOK,
        WordClass.COLOUR,
        WordClass.THING,
        WordClass.STUFF,
        WordClass.BACKGROUND,
        WordClass.SUBJECT,
        WordClass.UNKNOWN);
  }

  public boolean isVerb() {
    return type.isVerb();
  }

  Token withEnding(Ending newEnding) {
    return new Token(surface, stem, type, english, opposite, role, newEnding, glued);
  }

  Token withParticle(String particle, Role newRole) {
    return new Token(surface + particle, stem, type, english, opposite, newRole, ending, glued);
  }
}
