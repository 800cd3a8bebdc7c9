package dev.chatbrush.triton.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.error.ServerUnavailableException;
import dev.chatbrush.triton.grpc.ClientConfig;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import dev.chatbrush.triton.grpc.TlsConfig;
import org.junit.jupiter.api.Test;

/** Encrypted connections. */
interface TlsCases extends ContractCases {

  /** A server with the same models behind TLS that also asks for the caller's certificate. */
  ContractServer mutualTlsServer(TestCertificates certificates);

  /** A server with the same models behind TLS. */
  ContractServer tlsServer(TestCertificates certificates);

  @Test
  default void tlsServerAnswersWhoTrustsIt() {
    TestCertificates certificates = TestCertificates.shared();
    try (ContractServer server = tlsServer(certificates)) {
      TlsConfig trusting = TlsConfig.trusting(certificates.authority());

      assertEchoes(server, trusting);
      assertUnavailable(server, TlsConfig.trusting(certificates.strangeAuthority()));
    }
  }

  @Test
  default void mutualTlsServerAnswersWhoItKnows() {
    TestCertificates certificates = TestCertificates.shared();
    try (ContractServer server = mutualTlsServer(certificates)) {
      TlsConfig anonymous = TlsConfig.trusting(certificates.authority());

      assertEchoes(
          server, anonymous.presenting(certificates.clientChain(), certificates.clientKey()));
      assertUnavailable(server, anonymous);
    }
  }

  private void assertEchoes(ContractServer server, TlsConfig tls) {
    try (InferenceClient client = connect(server, tls)) {
      InferRequest request = to("echo").input(Samples.of(DataType.FP32)).build();
      assertThat(client.infer(request).output("FP32")).isEqualTo(Samples.of(DataType.FP32));
    }
  }

  private void assertUnavailable(ContractServer server, TlsConfig tls) {
    try (InferenceClient client = connect(server, tls)) {
      InferRequest request = to("echo").input(Samples.of(DataType.FP32)).build();
      assertThatExceptionOfType(ServerUnavailableException.class)
          .isThrownBy(() -> client.infer(request));
    }
  }

  private static InferenceClient connect(ContractServer server, TlsConfig tls) {
    return GrpcInferenceClient.connect(
        ClientConfig.builder().targets(server.address()).tls(tls).build());
  }
}
