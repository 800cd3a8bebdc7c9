package dev.chatbrush.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.contracts.agent.AgentServiceGrpc;
import dev.chatbrush.contracts.agent.PlanReply;
import dev.chatbrush.contracts.agent.PlanRequest;
import dev.chatbrush.contracts.agent.Preview;
import dev.chatbrush.contracts.agent.Progress;
import dev.chatbrush.contracts.agent.Result;
import dev.chatbrush.contracts.agent.RunEvent;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.agent.Started;
import dev.chatbrush.contracts.wire.WireErrors;
import dev.chatbrush.gateway.grpc.Pictures;
import dev.chatbrush.gateway.grpc.UnavailableException;
import dev.chatbrush.gateway.storage.BlobId;
import io.grpc.Context;
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
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentClientTest {
  /** Long enough for a first connection on a busy machine. */
  private static final Duration PLAN_TIMEOUT = Duration.ofSeconds(4);

  private static final Duration REPLACEMENT = PLAN_TIMEOUT.plusSeconds(1);

  private Server server;
  private ManagedChannel channel;

  /** What the first run ends with, after progress. */
  private String failure = "SERVER_LEAVING";

  private final AtomicInteger runs = new AtomicInteger();

  /** Is being replaced: sends its callers away for a while. */
  private final class Replaced extends AgentServiceGrpc.AgentServiceImplBase {
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

    @Override
    public void run(RunRequest request, StreamObserver<RunEvent> events) {
      events.onNext(RunEvent.newBuilder().setProgress(Progress.newBuilder().setStep(1)).build());
      if (runs.incrementAndGet() == 1) {
        events.onError(WireErrors.of(Status.UNAVAILABLE, failure, "Another server may do it."));
        return;
      }
      events.onNext(RunEvent.newBuilder().setResult(Result.getDefaultInstance()).build());
      events.onCompleted();
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

  @Test
  void aStepIsBegunAnewWhereItsServerSaysThatItLeaves() {
    assertThat(run()).hasSize(1);
    assertThat(runs).hasValue(2);
  }

  @Test
  void aStepThatMadeProgressIsNotBegunAnewWhereItsServerIsLost() {
    failure = "MODEL_UNAVAILABLE";

    assertThatThrownBy(this::run).isInstanceOf(UnavailableException.class);
    assertThat(runs).hasValue(1);
  }

  private List<Result> run() {
    AgentClient client = new AgentClient(channel, new Pictures(null), config());
    BlobId image = BlobId.of(new byte[] {1});
    RunRequest request = RunRequest.getDefaultInstance();
    return client.run(image, List.of(), request, new Deaf(), Context.current().withCancellation());
  }

  private static final class Deaf implements RunListener {
    @Override
    public void started(Started started) {}

    @Override
    public void progress(Progress progress) {}

    @Override
    public void preview(Preview preview) {}
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
