package dev.chatbrush.gateway.api;

import java.util.Locale;
import java.util.Optional;

/** The catalogue of everything that can go wrong. Codes are stable: clients translate by them. */
public enum ProblemType {
  // Requests
  REQUEST_INVALID(400, "The request cannot be understood", false),
  JSON_INVALID(400, "The body is not the JSON that is expected", false),
  VALIDATION_FAILED(422, "A value is outside what is allowed", false),
  PATH_REFUSED(400, "The path holds characters that are refused", false),
  ROUTE_NOT_FOUND(404, "There is nothing at this address", false),
  METHOD_NOT_ALLOWED(405, "This address does not know the method", false),
  NOT_ACCEPTABLE(406, "None of the accepted media types can be sent", false),
  BODY_TOO_LARGE(413, "The body is too large", false),
  MEDIA_TYPE_UNSUPPORTED(415, "The body's media type is not understood", false),
  HOST_REFUSED(421, "The host name is not one of this server", false),
  ORIGIN_REFUSED(403, "Another site may not change anything here", false),
  // Uploads
  IMAGE_MISSING(422, "No picture was sent", false),
  IMAGE_FORMAT_UNSUPPORTED(415, "The file is no PNG, JPEG or WebP", false),
  IMAGE_TOO_LARGE(413, "The picture is too large", false),
  IMAGE_INVALID(422, "The picture cannot be read", false),
  // Sessions and history
  SESSION_NOT_FOUND(404, "There is no such session", false),
  REVISION_NOT_FOUND(404, "There is no such revision", false),
  SAMPLE_NOT_FOUND(404, "There is no such sample", false),
  NOTHING_TO_UNDO(409, "There is nothing to undo", false),
  NOTHING_TO_REDO(409, "There is nothing to redo", false),
  NOTHING_TO_RESET(409, "The picture is already the original", false),
  HEAD_MOVED(409, "The session changed meanwhile", true),
  // Selections
  SELECTION_EMPTY(422, "Nothing was selected", false),
  SELECTION_OUTSIDE(422, "A coordinate is outside the picture", false),
  SELECTION_STALE(409, "A newer selection has been asked for", false),
  SELECTION_NOT_FOUND(404, "Nothing is selected", false),
  SUBJECT_NOT_FOUND(422, "Nothing stands out in the picture", false),
  MASK_MISSING(404, "This revision has no mask", false),
  MASK_SIZE_DIFFERS(422, "The mask is not as large as the picture", false),
  MASK_INVALID(422, "The mask cannot be read", false),
  MASK_EMPTY(422, "The mask selects nothing", false),
  // Chat
  EDIT_RUNNING(409, "An edit is running in this session", true),
  EDIT_NOT_FOUND(404, "There is no such edit", false),
  EDIT_FINISHED(409, "The edit has finished", false),
  EDIT_INTERRUPTED(503, "The server restarted during the edit", true),
  EDIT_PLAN_INVALID(422, "The plan cannot be carried out", false),
  EDIT_REFUSED(422, "The edit cannot be carried out", false),
  RECIPE_MISSING(422, "The revision was not made by an edit", false),
  PREVIEW_NOT_FOUND(404, "There is no such preview", false),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request", false),
  IDEMPOTENCY_KEY_INVALID(400, "The idempotency key is not usable", false),
  // Models and services
  LOOK_UNKNOWN(422, "This change is not among those that can be done", false),
  MASK_NEEDED(422, "The tool works on what is selected", false),
  MASK_COVERS_ALL(422, "The mask leaves nothing to look at", false),
  PROMPT_NEEDED(422, "The tool needs to be told what to do", false),
  TOOL_UNKNOWN(422, "There is no such tool", false),
  INPUT_INVALID(422, "The model refuses the input", false),
  OPTION_INVALID(422, "An option is not taken", false),
  MODEL_UNAVAILABLE(503, "The model is not available now", true),
  INFERENCE_TIMEOUT(504, "The model took too long", true),
  OVERLOADED(429, "Too much is asked at once", true),
  MODEL_FAILED(502, "The model failed", true),
  RESULT_INVALID(502, "The model's result is not usable", true),
  // This server
  STORAGE_FAILED(507, "The change could not be stored", true),
  PICTURE_DAMAGED(500, "A stored picture is missing or damaged", false),
  INTERNAL_ERROR(500, "Something went wrong here", true);

  private final int status;
  private final String title;
  private final boolean retryable;

  ProblemType(int status, String title, boolean retryable) {
    this.status = status;
    this.title = title;
    this.retryable = retryable;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** Whether the same request may succeed later with nothing changed. */
  public boolean retryable() {
    return retryable;
  }

  /** For example {@code image-too-large}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<ProblemType> ofCode(String code) {
    for (ProblemType type : values()) {
      if (type.name().equals(code)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
