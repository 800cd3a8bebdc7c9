package dev.chatbrush.mask.decode;

import dev.chatbrush.mask.embedding.Embedding;
import dev.chatbrush.triton.ModelId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The last answer of each session that clicked lately: one more click refines it, and another
 * candidate or refinement of the same clicks needs no model. About 1 MB a session. Safe for many
 * threads.
 */
@ApplicationScoped
class ClickMemory {
  private static final int MAX_SESSIONS = 32;

  /**
   * @param decoder that gave the answer
   * @param token the mask that the person saw
   * @param agreed the mask that was made to agree with the clicks; empty where none was
   */
  record Answer(
      Embedding embedding,
      ModelId decoder,
      Prompt prompt,
      DecoderOutput output,
      int token,
      OptionalInt agreed) {}

  private final Map<String, Answer> answers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
          return size() > MAX_SESSIONS;
        }
      };

  /** The session's last answer, if it was this decoder's about this very embedding. */
  synchronized Optional<Answer> last(String session, Embedding embedding, ModelId decoder) {
    return Optional.ofNullable(answers.get(session))
        .filter(answer -> answer.embedding() == embedding && answer.decoder().equals(decoder));
  }

  synchronized void remember(String session, Answer answer) {
    if (!session.isEmpty()) {
      answers.put(session, answer);
    }
  }
}
