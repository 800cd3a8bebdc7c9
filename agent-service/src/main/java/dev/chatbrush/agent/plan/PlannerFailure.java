package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.language.Language;
import java.util.List;

/**
 * A planner could not plan, and another should. The message says why, for logs and the fallback's
 * reason; a sentence of {@link Replies} tells people.
 */
public class PlannerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sentence;
  private final List<String> arguments;

  public PlannerFailure(String message) {
    this(message, "fallback");
  }

  /**
   * @param sentence a key of Replies
   */
  public PlannerFailure(String message, String sentence, String... arguments) {
    super(message);
    this.sentence = sentence;
    this.arguments = List.of(arguments);
  }

  /** What people are told. */
  String told(Replies replies, Language language) {
    return replies.say(language, sentence, arguments.toArray());
  }
}
