package dev.chatbrush.agent.plan;

import java.util.List;

/**
 * What a clause asks the image model for.
 *
 * @param english for the model
 * @param koreanObject what shall change, where the person named it, with its particle ("강아지를")
 * @param koreanResult what it shall become, as the person said it with its particle ("흑백으로"); empty
 *     when the clause has no such words
 * @param untranslated Korean words that were passed on as they are
 */
public record Prompt(
    String english, String koreanObject, String koreanResult, List<String> untranslated) {
  public Prompt {
    untranslated = List.copyOf(untranslated);
    if (english.length() > PlanStep.LONGEST_PROMPT) {
      english = english.substring(0, PlanStep.LONGEST_PROMPT);
    }
  }
}
