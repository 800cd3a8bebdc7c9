package dev.chatbrush.mask.inference;

import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.calls.CallGuard;
import dev.chatbrush.calls.GuardConfig;
import dev.chatbrush.calls.triton.TritonConfig;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.catalogue.ModelCatalogue;
import dev.chatbrush.triton.error.DeadlineExceededException;
import dev.chatbrush.triton.error.ServerUnavailableException;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Calls to Triton behind a guard each, so that slow encodes do not shut the door on clicks. All
 * attempts of a call share one deadline. Interrupting the thread withdraws the call. A batch axis,
 * which plans of a GPU have around what the models' contract says, is put on and taken off here.
 */
@Startup
@ApplicationScoped
public class GuardedInference {
  private final InferenceClient client;
  private final ModelCatalogue models;
  private final ModelCallConfig config;
  private final CallGuard encodes;
  private final CallGuard searches;
  private final CallGuard detections;
  private final CallGuard decodes;

  public GuardedInference(
      InferenceClient client, ModelCatalogue models, TritonConfig triton, ModelCallConfig config) {
    this.client = client;
    this.models = models;
    this.config = config;
    this.encodes = guard("triton.encode", triton.guard());
    this.searches = guard("triton.saliency", triton.guard());
    this.detections = guard("triton.detect", triton.guard());
    this.decodes = guard("triton.decode", triton.guard());
  }

  /**
   * A picture into its embedding. It serves all who ask for it, so no caller's deadline ends it.
   */
  public InferResponse encode(InferRequest.Builder request) {
    return ask(encodes, request, CallDeadline.in(config.encodeTimeout()), false);
  }

  /** What stands out in a picture; its deadline is that of {@link #encode}. */
  public InferResponse findSubject(InferRequest.Builder request) {
    return ask(searches, request, CallDeadline.in(config.encodeTimeout()), false);
  }

  /** What a picture holds; its deadline is that of {@link #encode}. */
  public InferResponse detect(InferRequest.Builder request) {
    return ask(detections, request, CallDeadline.in(config.encodeTimeout()), false);
  }

  /** Points and a box into masks, within the caller's time. */
  public InferResponse decode(InferRequest.Builder request, CallDeadline caller) {
    Duration limit = config.decodeTimeout();
    boolean hurried = caller.left().compareTo(limit) < 0;
    return ask(decodes, request, hurried ? caller : CallDeadline.in(limit), hurried);
  }

  /**
   * @param hurried whether the caller's time is less than the model's: that it ran out then says
   *     nothing about the server, and the breaker does not count it
   */
  private InferResponse ask(
      CallGuard guard, InferRequest.Builder request, CallDeadline deadline, boolean hurried) {
    return guard.call(
        () -> {
          Duration left = deadline.left();
          if (left.isZero()) {
            throw MaskProblem.timeout(null);
          }
          try {
            return infer(request.timeout(left).build());
          } catch (DeadlineExceededException late) {
            throw hurried ? MaskProblem.timeout(late) : late;
          }
        });
  }

  private InferResponse infer(InferRequest request) {
    return models.hasBatchAxis(request.model())
        ? client.infer(request.inBatch()).outOfBatch()
        : client.infer(request);
  }

  private static CallGuard guard(String name, GuardConfig config) {
    return CallGuard.repeating(
        name,
        config,
        failure ->
            failure instanceof ServerUnavailableException
                || failure instanceof DeadlineExceededException,
        ServerUnavailableException.class::isInstance);
  }
}
