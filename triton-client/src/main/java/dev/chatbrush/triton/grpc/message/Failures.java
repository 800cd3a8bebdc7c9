package dev.chatbrush.triton.grpc.message;

import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.DeadlineExceededException;
import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.error.InvalidInputException;
import dev.chatbrush.triton.error.ModelFailedException;
import dev.chatbrush.triton.error.ModelNotFoundException;
import dev.chatbrush.triton.error.OverloadedException;
import dev.chatbrush.triton.error.ServerUnavailableException;
import dev.chatbrush.triton.error.SharedMemoryUnknownException;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import io.grpc.Status;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.regex.Pattern;

/**
 * Turns a gRPC status, or the bare text that streams carry, into the client's exceptions.
 *
 * <p>Triton uses UNAVAILABLE for full queues, for requests that waited too long and for models that
 * are not loaded, so its text decides there. The texts are those of Triton 2.51.
 */
public final class Failures {
  private static final Pattern QUEUE_FULL =
      Pattern.compile("exceeds? maximum queue size|queue is full", Pattern.CASE_INSENSITIVE);
  private static final Pattern EXPIRED =
      Pattern.compile("request timeout expired|timeout expired", Pattern.CASE_INSENSITIVE);
  private static final Pattern UNKNOWN_MODEL =
      Pattern.compile(
          "unknown model|model '?[^ ]*'? is not (found|ready)|no available versions"
              + "|version .* (is not found|not found|is not available)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BAD_INPUT =
      Pattern.compile(
          "unexpected (inference input|shape|datatype|number of inputs|inference output)"
              + "|inference input .* data-type is|expected \\d+ inputs but got"
              + "|input byte size mismatch|batch-size must be"
              + "|input '[^']*' .*(expected|got unexpected)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern UNKNOWN_REGION =
      Pattern.compile("unable to find shared memory region", Pattern.CASE_INSENSITIVE);

  /** gRPC's texts where the other side closed, without and with a farewell. */
  private static final Pattern CONNECTION_ENDED = Pattern.compile("^(Network|Connection) closed");

  /** The kernel's words for a connection that was there. */
  private static final Pattern BROKEN =
      Pattern.compile("connection reset|broken pipe", Pattern.CASE_INSENSITIVE);

  private Failures() {}

  public static InferenceException from(Status status, String call) {
    String text = status.getDescription() == null ? "" : status.getDescription();
    return switch (status.getCode()) {
      case DEADLINE_EXCEEDED ->
          new DeadlineExceededException(
              "%s: no complete answer in time; raise the timeout or ask for less".formatted(call),
              status.getCause());
      case CANCELLED ->
          new CancelledException("%s: cancelled (%s)".formatted(call, text), status.getCause());
      case RESOURCE_EXHAUSTED -> tooLarge(status, call, text);
      case UNIMPLEMENTED ->
          new UnexpectedResponseException(
              "%s: the server does not offer this call: %s".formatted(call, text));
      case UNAVAILABLE -> fromText(text, unavailable(status, call, text));
      case NOT_FOUND -> fromText(text, new ModelNotFoundException(call + ": " + text));
      case INVALID_ARGUMENT -> fromText(text, new InvalidInputException(call + ": " + text));
      default -> other(status, call, text);
    };
  }

  private static InferenceException other(Status status, String call, String text) {
    if (status.getCause() instanceof InferenceException cause) {
      return cause;
    }
    if (status.getCause() instanceof ClosedChannelException) {
      // Netty's word for a connection that closed between two calls is UNKNOWN.
      return unavailable(status, call, text);
    }
    return fromText(text, new ModelFailedException(text.isEmpty() ? call + ": " + status : text));
  }

  /** For an error that came inside a stream, without a status. */
  public static InferenceException fromText(String text) {
    return fromText(text, new ModelFailedException(text));
  }

  private static InferenceException fromText(String text, InferenceException otherwise) {
    if (ModelFailedException.carriesCode(text)) {
      return new ModelFailedException(text);
    }
    if (QUEUE_FULL.matcher(text).find()) {
      return new OverloadedException(text + "; wait and try again");
    }
    if (EXPIRED.matcher(text).find()) {
      return new DeadlineExceededException(text + "; it waited too long in the server's queue");
    }
    if (UNKNOWN_REGION.matcher(text).find()) {
      return new SharedMemoryUnknownException(text);
    }
    if (UNKNOWN_MODEL.matcher(text).find()) {
      return new ModelNotFoundException(text);
    }
    if (otherwise instanceof ModelFailedException && BAD_INPUT.matcher(text).find()) {
      return new InvalidInputException(text);
    }
    return otherwise;
  }

  private static InferenceException tooLarge(Status status, String call, String text) {
    if (text.contains("exceeds maximum size") || text.contains("larger than max")) {
      return new UnexpectedResponseException(
          "%s: a message is larger than a limit: %s; raise maxMessageBytes or send less"
              .formatted(call, text),
          status.getCause());
    }
    return new OverloadedException(call + ": " + text + "; wait and try again", status.getCause());
  }

  private static InferenceException unavailable(Status status, String call, String text) {
    Throwable cause = status.getCause();
    String why = cause == null || cause.getMessage() == null ? text : cause.getMessage();
    return new ServerUnavailableException(
        "%s: no server answers (%s); see that it runs and that the address is right"
            .formatted(call, why),
        cause,
        brokeMidway(cause, text));
  }

  /** By what it is called: whatever else is wrong with a connection may be so from the start. */
  private static boolean brokeMidway(Throwable cause, String text) {
    String said = cause == null ? null : cause.getMessage();
    return cause instanceof ClosedChannelException
        || cause instanceof IOException && said != null && BROKEN.matcher(said).find()
        || CONNECTION_ENDED.matcher(text).find();
  }
}
