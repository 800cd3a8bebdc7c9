package dev.chatbrush.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.contracts.mask.MaskServiceGrpc;
import dev.chatbrush.contracts.picture.StatusReply;
import dev.chatbrush.contracts.picture.StatusRequest;
import dev.chatbrush.contracts.wire.WireErrors;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplicasTest {
  private final Service first = new Service("first");
  private final Service second = new Service("second");
  private final List<Server> servers = new ArrayList<>();
  private Replicas replicas;

  /** Answers with its own name. */
  private static final class Service extends MaskServiceGrpc.MaskServiceImplBase {
    private final String name;
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile boolean refuses;
    private volatile boolean silent;

    Service(String name) {
      this.name = name;
    }

    @Override
    public void status(StatusRequest request, StreamObserver<StatusReply> replies) {
      asked.countDown();
      if (silent) {
        return; // takes it, and never answers
      }
      if (refuses) {
        replies.onError(WireErrors.of(Status.UNAVAILABLE, "MODEL_UNAVAILABLE", "No Triton."));
        return;
      }
      replies.onNext(StatusReply.newBuilder().setPlanner(name).build());
      replies.onCompleted();
    }
  }

  @BeforeEach
  void start() throws IOException {
    for (Service replica : List.of(first, second)) {
      servers.add(
          Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
              .addService(replica)
              .build()
              .start());
    }
    replicas =
        new Replicas(
            "mask service",
            servers.stream().map(server -> "127.0.0.1:" + server.getPort()).toList(),
            List.of());
  }

  @AfterEach
  void stop() {
    replicas.close();
    servers.forEach(Server::shutdownNow);
  }

  private static String answer(Channel channel) {
    return MaskServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .status(StatusRequest.getDefaultInstance())
        .getPlanner();
  }

  private List<String> answers() {
    List<String> answers = new ArrayList<>();
    for (int key = 0; key < 40; key++) {
      answers.add(replicas.ask("picture " + key, ReplicasTest::answer));
    }
    return answers;
  }

  @Test
  void eachKeyStaysWithOneReplica() {
    List<String> once = answers();

    assertThat(once).contains("first", "second");
    assertThat(answers()).isEqualTo(once);
  }

  @Test
  void onlyTheKeysOfALostReplicaMove() throws InterruptedException {
    List<String> before = answers();
    servers.get(0).shutdownNow().awaitTermination();

    List<String> after = answers();

    assertThat(after).containsOnly("second");
    assertThat(before).contains("second");
  }

  @Test
  void anAnswerIsAnAnswerEvenWhenItRefuses() {
    first.refuses = true;
    second.refuses = true;

    assertThatThrownBy(() -> replicas.ask("picture", ReplicasTest::answer))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("No Triton.");
  }

  @Test
  void failsWhenNoneIsLeft() {
    servers.forEach(Server::shutdownNow);

    assertThatThrownBy(() -> replicas.ask("picture", ReplicasTest::answer))
        .isInstanceOf(StatusRuntimeException.class);
  }

  private List<StatusReply> look() {
    return replicas.look(
        channel ->
            MaskServiceGrpc.newFutureStub(channel)
                .withDeadlineAfter(300, TimeUnit.MILLISECONDS)
                .status(StatusRequest.getDefaultInstance()));
  }

  @Test
  void nobodyWaitsForOneThatIsSilent() {
    first.silent = true;
    assertThat(look()).as("once may be chance").hasSize(1);
    assertThat(look()).hasSize(1);

    assertThat(answers()).containsOnly("second");
    second.silent = true;
    look();
    look();
    assertThatThrownBy(this::answers)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("mask service does not answer");
  }

  @Test
  void aCallThatWaitsForOneThatFallsSilentGoesToTheNext() throws Exception {
    first.silent = true;
    Future<List<String>> waiting = Executors.newSingleThreadExecutor().submit(this::answers);
    assertThat(first.asked.await(20, TimeUnit.SECONDS)).isTrue();

    look();
    look();

    assertThat(waiting.get(5, TimeUnit.SECONDS)).containsOnly("second");
  }

  @Test
  void whoIsBackIsAskedAgain() {
    first.silent = true;
    look();
    look();
    first.silent = false;

    assertThat(look()).hasSize(2);

    assertThat(answers()).contains("first", "second");
  }

  @Test
  void aLookNowAndThenThatIsMissedMeansNothing() {
    for (int i = 0; i < 3; i++) {
      first.silent = true;
      look();
      first.silent = false;
      assertThat(answers()).as("an answer to a call is one as well").contains("first");
    }
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThatThrownBy(() -> new Replicas("mask service", List.of("mask-service"), List.of()))
        .hasMessageContaining("host:port")
        .hasMessageContaining("mask-service");
  }
}
