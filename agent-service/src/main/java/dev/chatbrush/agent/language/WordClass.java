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
  /** Asks whether to do it, or what would come of it: nothing is to be done yet. */
  ADVICE,
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
  /** What lies behind the subject; {@link Token#english()} names it. */
  BACKGROUND,
  /** What the picture shows, before all. */
  SUBJECT,
  /**
   * All but the thing named before or in it; {@link Token#english()} stands for what that leaves.
   */
  EXCEPT,
  /** "In the background": where a thing is, not what is meant. */
  PLACED,
  /** "This too": the last edit here as well. */
  ALSO,
  /** Another than the one meant before. */
  OTHER,
  /** In place of the last edit. */
  INSTEAD,
  /** So many versions to choose from. */
  VERSIONS,
  /** How strongly: "slightly", "much", "completely", or nothing that counts. */
  STRENGTH,
  /** Less strongly than the last time. */
  WEAKER,
  MORE,
  LESS,
  COUNT,
  /** Style, mood, mode: makes a look of the word before it. */
  MANNER,
  /** Want, need: a past form beside it is a wish. */
  WISH,
  /** And then, after that. */
  CONJUNCTION,
  /** Carries no meaning here: just, now. */
  FILLER,
  /** The same, and keeps out of the prompt: please. */
  ASIDE,
  /** A task that is none of the editor's: save, post. */
  BEYOND,
  /** Crop, rotate, flip, resize: beyond the editor unless the catalogue has the tool for it. */
  BASICS,
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
        || this == RETURN
        || this == BASICS;
  }
}
