package dev.chatbrush.triton.grpc;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.ModelMetadata;
import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.error.InvalidInputException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks inputs against the model's signature before a megabyte travels for nothing. Signatures are
 * asked for once; a mismatch asks again, for the model may have been replaced. Thread-safe.
 */
final class InputChecks {
  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(5);

  private final boolean enabled;
  private final ControlPlane control;
  private final Map<ModelId, ModelMetadata> signatures = new ConcurrentHashMap<>();

  InputChecks(boolean enabled, ControlPlane control) {
    this.enabled = enabled;
    this.control = control;
  }

  /** Whether the request passes without asking the server. */
  boolean pass(InferRequest request) {
    if (!enabled) {
      return true;
    }
    ModelMetadata known = signatures.get(request.model());
    return known != null && fits(known, request);
  }

  /** Throws {@link InvalidInputException} when the request does not fit; may ask the server. */
  void check(InferRequest request) {
    if (pass(request)) {
      return;
    }
    ModelMetadata current;
    try {
      current = control.metadata(request.model(), shorter(request.timeout(), LONGEST_QUESTION));
    } catch (InferenceException unknown) {
      signatures.remove(request.model());
      return; // the inference call itself meets the same trouble, and reports it
    }
    signatures.put(request.model(), current);
    if (!current.inputs().isEmpty()) { // a model may keep its signature to itself
      current.check(request);
    }
  }

  private static boolean fits(ModelMetadata signature, InferRequest request) {
    if (signature.inputs().isEmpty()) {
      return true;
    }
    try {
      signature.check(request);
      return true;
    } catch (InvalidInputException mismatch) {
      return false;
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
