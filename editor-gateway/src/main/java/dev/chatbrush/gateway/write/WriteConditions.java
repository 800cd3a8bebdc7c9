package dev.chatbrush.gateway.write;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.EntityTag;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestHeader;

/**
 * The headers that every changing call takes. Source: the IETF draft
 * "httpapi-idempotency-key-header"; RFC 9110, 13.1.1 (If-Match).
 *
 * @param key null where none came
 * @param ifMatch null where none came
 */
public record WriteConditions(
    @RestHeader("Idempotency-Key") String key, @RestHeader("If-Match") String ifMatch) {
  /** What an Idempotency-Key may be; REST takes an empty header for none. */
  public static final String KEY = "[\\x21-\\x7e]{0,128}";

  public static final WriteConditions NONE = new WriteConditions(null, null);

  private static final Pattern KEYS = Pattern.compile(KEY);

  public WriteConditions {
    if (key != null && !KEYS.matcher(key).matches()) {
      throw new EditorException(
          ProblemCode.IDEMPOTENCY_KEY_INVALID,
          "An Idempotency-Key has 1 to 128 printable ASCII characters without spaces.");
    }
  }

  /** Fails with PRECONDITION_FAILED where the session's tag is none of those that are named. */
  public void require(String etag) {
    if (ifMatch != null && !EntityTag.isNamed(ifMatch, etag)) {
      throw new EditorException(
          ProblemCode.PRECONDITION_FAILED,
          "The session has changed: its ETag is %s. Read it anew, then decide again."
              .formatted(etag),
          Map.of("etag", etag));
    }
  }
}
