package dev.chatbrush.triton.telemetry;

import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.grpc.CallObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Meters of a client. Thread-safe; one for each client.
 *
 * <ul>
 *   <li>{@code triton.client.call}: timer with histogram; tags model, method ({@code infer}, {@code
 *       stream}, {@code session}) and outcome ({@code ok} or the exception's name, such as {@code
 *       DeadlineExceeded})
 *   <li>{@code triton.client.sent} and {@code triton.client.received}: bytes of tensor data, by
 *       model
 * </ul>
 */
public final class MicrometerObserver implements CallObserver {
  private final MeterRegistry registry;

  public MicrometerObserver(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void callFinished(Call call) {
    Timer.builder("triton.client.call")
        .description("Inference calls, from the call to the last answer")
        .tag("model", call.model())
        .tag("method", call.method())
        .tag("outcome", call.failure().map(MicrometerObserver::outcome).orElse("ok"))
        .publishPercentileHistogram()
        .register(registry)
        .record(call.duration());
    bytes("triton.client.sent", call).increment(call.sentBytes());
    bytes("triton.client.received", call).increment(call.receivedBytes());
  }

  private Counter bytes(String name, Call call) {
    return Counter.builder(name)
        .description("Tensor data")
        .baseUnit("bytes")
        .tag("model", call.model())
        .register(registry);
  }

  private static String outcome(InferenceException failure) {
    return failure.getClass().getSimpleName().replace("Exception", "");
  }
}
