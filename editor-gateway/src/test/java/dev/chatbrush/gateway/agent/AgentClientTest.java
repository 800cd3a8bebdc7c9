package dev.chatbrush.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.contracts.agent.AgentServiceGrpc;
import dev.chatbrush.contracts.agent.PlanReply;
import dev.chatbrush.contracts.agent.PlanRequest;
import dev.chatbrush.contracts.wire.WireErrors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentClientTest {
  /** Long enough for a first connection on a busy machine. */
  private static final Duration PLAN_TIMEOUT = Duration.ofSeconds(4);

  private static final Duration REPLACEMENT = PLAN_TIMEOUT.plusSeconds(1);

  private Server server;
  private ManagedChannel channel;

  /** Is being replaced: sends its callers away for a while. */
  private static final class Replaced extends AgentServiceGrpc.AgentServiceImplBase {
    private final long end = System.nanoTime() + REPLACEMENT.toNanos();

    @Override
    public void plan(PlanRequest request, StreamObserver<PlanReply> replies) {
      if (System.nanoTime() - end < 0) {
        replies.onError(WireErrors.of(Status.UNAVAILABLE, "MODEL_UNAVAILABLE", "No Triton."));
        return;
      }
      replies.onNext(PlanReply.newBuilder().setPlanner("rules").build());
      replies.onCompleted();
    }
  }

  @BeforeEach
  void start() throws IOException {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(new Replaced())
            .build()
            .start();
    channel =
        Grpc.newChannelBuilder("127.0.0.1:" + server.getPort(), InsecureChannelCredentials.create())
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void aPlanWaitsLongerForTheServiceThanAPlanMayTake() {
    AgentClient client = new AgentClient(channel, null, config()); // a plan has no pictures

    Plan plan = client.plan(PlanRequest.getDefaultInstance());

    assertThat(plan.planner()).isEqualTo("rules");
  }

  private static AgentConfig config() {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(AgentConfig.class)
        .withDefaultValue("chatbrush.chat.plan-timeout", PLAN_TIMEOUT.toString())
        .withDefaultValue("chatbrush.chat.reach", "30s")
        .build()
        .getConfigMapping(AgentConfig.class);
  }
}
