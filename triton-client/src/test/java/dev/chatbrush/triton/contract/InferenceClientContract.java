package dev.chatbrush.triton.contract;

import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What the client does with any server: the same cases against the real one and the fake. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
abstract class InferenceClientContract
    implements TensorCases,
        RefusalCases,
        StreamCases,
        CancelCases,
        OutageCases,
        ControlCases,
        SharedMemoryCases,
        SharedStreamCases,
        TlsCases {
  private ContractServer server;
  private InferenceClient client;

  /** Starts a server with the models of the contract. */
  abstract ContractServer open();

  @BeforeAll
  void openServer() {
    server = open();
    client = GrpcInferenceClient.connect(config().build());
  }

  /** A server that ended in one case, by itself or by the case, fails no other. */
  @BeforeEach
  void startAgainWhatCrashed() {
    if (server.crashed()) {
      server.start();
      Pauses.until("the client finds the server again", AMPLE, client::ready);
    }
  }

  @AfterAll
  void closeServer() {
    client.close();
    server.close();
  }

  @Override
  public ContractServer server() {
    return server;
  }

  @Override
  public InferenceClient client() {
    return client;
  }
}
