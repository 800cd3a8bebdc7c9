package dev.chatbrush.agent.plan.prompt;

/** Korean particles whose form depends on the syllable before them. */
public final class Josa {
  private static final int FIRST_SYLLABLE = 0xac00;
  private static final int LAST_SYLLABLE = 0xd7a3;
  private static final int TAILS = 28;
  private static final int RIEUL = 8;

  private Josa() {}

  /** 겨울로, 흑백으로, 스케치로. */
  public static String toward(String noun) {
    int tail = tail(noun);
    return noun + (tail == 0 || tail == RIEUL ? "로" : "으로");
  }

  private static int tail(String noun) {
    char last = noun.charAt(noun.length() - 1);
    return last < FIRST_SYLLABLE || last > LAST_SYLLABLE ? 0 : (last - FIRST_SYLLABLE) % TAILS;
  }
}
