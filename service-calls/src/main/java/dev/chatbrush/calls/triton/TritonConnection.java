package dev.chatbrush.calls.triton;

import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.catalogue.ModelCatalogue;
import dev.chatbrush.triton.grpc.ClientConfig;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import dev.chatbrush.triton.telemetry.MicrometerObserver;
import dev.chatbrush.triton.telemetry.OpenTelemetryHeaders;
import dev.chatbrush.triton.telemetry.TracedInferenceClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Makes the one client and the one catalogue of a service. Triton need not be up; its calls are
 * metered.
 */
@Singleton
public class TritonConnection {
  @Produces
  @Singleton
  InferenceClient client(TritonConfig config, MeterRegistry meters, OpenTelemetry telemetry) {
    ClientConfig client =
        ClientConfig.builder()
            .targets(config.target().toArray(String[]::new))
            .observer(new MicrometerObserver(meters))
            .headers(new OpenTelemetryHeaders(telemetry))
            .build();
    return new TracedInferenceClient(GrpcInferenceClient.connect(client), telemetry);
  }

  void close(@Disposes InferenceClient client) {
    client.close();
  }

  @Produces
  @Singleton
  ModelCatalogue catalogue(InferenceClient client, TritonConfig config, MeterRegistry meters) {
    ModelCatalogue catalogue = ModelCatalogue.startInBackground(client, config.refresh());
    Gauge.builder("chatbrush.models.failed", catalogue, ModelCatalogue::failed)
        .description("Versions of models that Triton could not load")
        .register(meters);
    return catalogue;
  }

  void close(@Disposes ModelCatalogue catalogue) {
    catalogue.close();
  }
}
