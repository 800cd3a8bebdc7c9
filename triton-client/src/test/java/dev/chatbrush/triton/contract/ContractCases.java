package dev.chatbrush.triton.contract;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.grpc.ClientConfig;
import java.time.Duration;

/** What every group of cases works with. */
interface ContractCases {
  Duration AMPLE = Duration.ofSeconds(60);

  ContractServer server();

  /** A client of the server, shared by the cases. */
  InferenceClient client();

  default ClientConfig.Builder config() {
    return ClientConfig.builder().targets(server().address());
  }

  default InferRequest.Builder to(String model) {
    return InferRequest.to(model).timeout(AMPLE);
  }

  default InferRequest.Builder count(String run, int steps, int stepMillis) {
    return to("counter")
        .input(Tensor.ofString("run", run))
        .input(Tensor.ofInt32("steps", new int[] {steps}, 1))
        .input(Tensor.ofInt32("step_millis", new int[] {stepMillis}, 1));
  }

  default InferRequest.Builder pause(String model, int millis) {
    return to(model).input(Tensor.ofInt32("millis", new int[] {millis}, 1));
  }
}
