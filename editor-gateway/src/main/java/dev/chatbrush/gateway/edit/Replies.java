package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.agent.Plan;

/** What the assistant says where no plan gives the words. */
final class Replies {
  private Replies() {}

  static String completed(Plan plan) {
    return saidOr(plan, "다 됐어요.", "Done.");
  }

  /** For a plan without steps. */
  static String answered(Plan plan) {
    return saidOr(plan, "할 일이 없어요.", "There is nothing to do.");
  }

  private static String saidOr(Plan plan, String korean, String english) {
    if (plan.reply() != null && !plan.reply().isBlank()) {
      return plan.reply();
    }
    return plan.inKorean() ? korean : english;
  }

  /**
   * @param message the person's, for the language
   * @param kept steps that had been finished before
   */
  static String cancelled(String message, int kept) {
    boolean korean =
        message
            .codePoints()
            .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL);
    if (kept == 0) {
      return korean ? "멈췄어요. 바뀐 것은 없어요." : "Stopped. Nothing was changed.";
    }
    return korean
        ? "멈췄어요. 먼저 끝난 %d단계는 남아 있어요.".formatted(kept)
        : "Stopped. The %d finished step(s) are kept.".formatted(kept);
  }
}
