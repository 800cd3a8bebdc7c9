package dev.chatbrush.gateway.testing;

import dev.chatbrush.contracts.wire.MessageSize;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Starts the fakes on free ports and gives the gateway a database and a folder of its own. */
public final class FakeServices implements QuarkusTestResourceLifecycleManager {
  private static final FakeMask MASK = new FakeMask();
  private static final FakeAgent AGENT = new FakeAgent();
  private static final FakeMemory MEMORY = new FakeMemory();

  private Server server;

  @Override
  public Map<String, String> start() {
    try {
      server =
          Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
              .addService(MASK)
              .addService(AGENT)
              .addService(MEMORY)
              .intercept(new FakeTraces())
              .maxInboundMessageSize(MessageSize.MAX_BYTES)
              .build()
              .start();
      Path folder = Files.createTempDirectory("gateway-test");
      String port = Integer.toString(server.getPort());
      return Map.of(
          "chatbrush.selection.services",
          "127.0.0.1:" + port,
          "chatbrush.selection.guard.rest",
          "1m",
          "quarkus.grpc.clients.agent.port",
          port,
          "quarkus.grpc.clients.agent.test-port",
          port,
          "chatbrush.storage.h2.file",
          folder.resolve("h2/rows").toString(),
          "chatbrush.storage.folder",
          folder.resolve("blobs").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(MASK, new TestInjector.MatchesType(FakeMask.class));
    injector.injectIntoFields(MEMORY, new TestInjector.MatchesType(FakeMemory.class));
    injector.injectIntoFields(AGENT, new TestInjector.MatchesType(FakeAgent.class));
    MASK.reset();
    AGENT.reset();
  }

  @Override
  public void stop() {
    server.shutdownNow();
  }
}
