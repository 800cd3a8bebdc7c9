package dev.chatbrush.triton.contract;

import dev.chatbrush.triton.testing.FakeTls;
import dev.chatbrush.triton.testing.FakeTriton;
import java.util.Optional;

/** The contract against the fake server. */
class FakeContractTest extends InferenceClientContract {

  @Override
  ContractServer open() {
    return new FakeContractServer(FakeTriton.start());
  }

  @Override
  public ContractServer tlsServer(TestCertificates certificates) {
    return tls(certificates, Optional.empty());
  }

  @Override
  public ContractServer mutualTlsServer(TestCertificates certificates) {
    return tls(certificates, Optional.of(certificates.authority()));
  }

  private static ContractServer tls(
      TestCertificates certificates, Optional<java.nio.file.Path> clientTrust) {
    FakeTls tls = new FakeTls(certificates.serverChain(), certificates.serverKey(), clientTrust);
    return new FakeContractServer(FakeTriton.start(tls));
  }
}
