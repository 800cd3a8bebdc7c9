package dev.chatbrush.gateway.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatbrush.contracts.problem.ProblemType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What went wrong, as RFC 9457 puts it. REST replies, SSE events and stored messages carry the same
 * JSON; {@code fields} are its further members.
 */
@Schema(
    example =
        """
        {"type": "/problems/selection-outside", "title": "A coordinate is outside the picture",
         "status": 422, "detail": "The point (700, 20) is outside the picture: x must be 0 to 640.",
         "instance": "/api/sessions/01J…/selection", "code": "SELECTION_OUTSIDE", "width": 640,
         "height": 427, "traceId": "4bf92f3577b34da6a3ce929d0e0e4736", "retryable": false}\
        """)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_NULL) String instance,
    String code,
    String traceId,
    boolean retryable,
    @JsonIgnore Map<String, Object> fields) {

  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Seconds after which one that passes by itself may have passed. */
  public static final int RETRY_AFTER = 5;

  /** The member that tells other seconds, where they are known. */
  public static final String RETRY_FIELD = "retryAfterSeconds";

  /** Seconds after which the call may be made again. */
  public long retryAfter() {
    return fields.get(RETRY_FIELD) instanceof Number known ? known.longValue() : RETRY_AFTER;
  }

  /**
   * WWW-Authenticate for this problem (RFC 6750, 3); empty where logging in would change nothing.
   */
  public Optional<String> challenge() {
    String realm = "Bearer realm=\"Chatbrush\"";
    return switch (code) {
      case "LOGIN_NEEDED" -> Optional.of(realm);
      case "LOGIN_REFUSED" -> Optional.of(realm + ", error=\"invalid_token\"");
      case "SCOPE_MISSING" -> Optional.of(realm + ", error=\"insufficient_scope\"");
      default -> Optional.empty();
    };
  }

  public Problem {
    fields = new LinkedHashMap<>(fields == null ? Map.of() : fields);
  }

  /** Whether this program failed, rather than the request or something that it needs. */
  public static boolean isOwnFault(EditorException failure) {
    return failure.type().status() == 500;
  }

  /** The problem that {@code failure} stands for, met at {@code instance} (null: in an edit). */
  public static Problem of(EditorException failure, String instance, String traceId) {
    ProblemType type = failure.type();
    return new Problem(
        "/problems/" + type.slug(),
        type.title().en(),
        type.status(),
        failure.getMessage(),
        instance,
        type.code(),
        traceId,
        type.retryable(),
        failure.fields());
  }

  @JsonAnyGetter
  Map<String, Object> further() {
    return fields;
  }

  @JsonAnySetter
  void further(String name, Object value) {
    fields.put(name, value);
  }

  /** This problem as it is told at an address. */
  public Problem at(String address) {
    return new Problem(type, title, status, detail, address, code, traceId, retryable, fields);
  }

  /** This problem with one member more. */
  public Problem with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new Problem(type, title, status, detail, instance, code, traceId, retryable, more);
  }
}
