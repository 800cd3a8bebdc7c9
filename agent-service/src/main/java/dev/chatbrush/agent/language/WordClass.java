package dev.chatbrush.agent.language;

/** What a word does in a sentence to the editor. The lexicon files name these. */
public enum WordClass {
  /** Take something out of the picture. */
  ERASE,
  /** Become something: make, turn, change, replace. */
  CHANGE,
  /** Put something into the picture. */
  ADD,
  UNDO,
  REDO,
  RESET,
  /** Turn back; an undo only when nothing says where to. */
  RETURN,
  /** The same once more. */
  AGAIN,
  /** Negates the verb beside it. */
  NOT,
  /** "I don't want this here". */
  UNWANTED,
  /** Never mind, stop, no. */
  STOP,
  YES,
  GREETING,
  THANKS,
  PRAISE,
  HELP,
  /** How, why, what. */
  QUESTION,
  /** "Too much of that": asks for the opposite. */
  EXCESS,
  LOOK,
  COLOUR,
  /** An object that can be counted. */
  THING,
  /** An object or material without an article. */
  STUFF,
  /** This, it, the selected one. */
  THIS,
  /** The picture as a whole. */
  WHOLE,
  /** How strongly. */
  STRENGTH,
  COUNT,
  /** Style, mood, mode: makes a look of the word before it. */
  MANNER,
  /** Want, need: a past form beside it is a wish. */
  WISH,
  /** And then, after that. */
  CONJUNCTION,
  /** Carries no meaning here: please, just, now. */
  FILLER,
  /** Do, give, try: carries the ending of the verb before it. */
  AUXILIARY,
  /** Names the catalogue's tool in {@link Token#english()}. */
  TOOL,
  UNKNOWN;

  boolean isVerb() {
    return this == ERASE
        || this == CHANGE
        || this == ADD
        || this == UNDO
        || this == REDO
        || this == RESET
        || this == RETURN;
  }
}
