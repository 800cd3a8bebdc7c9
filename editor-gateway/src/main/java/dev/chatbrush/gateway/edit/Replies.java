package dev.chatbrush.gateway.edit;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.agent.NamedThing;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.selection.SelectionView;

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

  /** Which of several things of one name. */
  static String which(EditJob job, NamedThing thing, SelectionView found) {
    int count = found.finds().size();
    return inKorean(job.request().text())
        ? "“%s”로 %d개를 찾았어요. 어느 것인가요? 사진의 번호를 누르거나 “1번”, “왼쪽 거”, “모두”처럼 말해 주세요."
            .formatted(thing.name(), count)
        : ("I found %d for “%s”. Which one? Click a number on the picture, or say “number 1”,"
                + " “the left one” or “all”.")
            .formatted(count, thing.name());
  }

  /** Where the thing is that was not found by its name. */
  static String where(EditJob job, NamedThing thing, ProblemCode reason) {
    boolean korean = inKorean(job.request().text());
    String why =
        switch (reason) {
          case NAME_UNKNOWN ->
              korean ? "“%s” 이름으로는 찾을 줄 몰라요." : "I do not know how to find “%s” by its name.";
          case NAME_NOT_FOUND ->
              korean ? "사진에서 “%s” 이름으로 찾은 것이 없어요." : "I found no “%s” in this picture.";
          default -> korean ? "“%s” 중에 그 번호는 없어요." : "No “%s” has that number.";
        };
    String what =
        korean
            ? " 클릭하거나 상자로 둘러싸 주시면 바로 할게요."
            : " Click it or draw a box around it, and I'll do it.";
    return why.formatted(thing.name()) + what;
  }

  private static boolean inKorean(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL);
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
    boolean korean = inKorean(message);
    if (kept == 0) {
      return korean ? "멈췄어요. 바뀐 것은 없어요." : "Stopped. Nothing was changed.";
    }
    return korean
        ? "멈췄어요. 먼저 끝난 %d단계는 남아 있어요.".formatted(kept)
        : "Stopped. The %d finished step(s) are kept.".formatted(kept);
  }
}
