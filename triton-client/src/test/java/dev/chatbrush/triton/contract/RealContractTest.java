package dev.chatbrush.triton.contract;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** The contract against NVIDIA's tritonserver. */
@Tag("triton")
class RealContractTest extends InferenceClientContract {

  @Override
  ContractServer open() {
    return RealTriton.start(RealTriton.CONTRACT_MODELS, RealTriton.EXPLICIT);
  }

  @Override
  public ContractServer tlsServer(TestCertificates certificates) {
    return RealTriton.start(
        RealTriton.CONTRACT_MODELS,
        List.of(
            "--grpc-use-ssl=true",
            "--grpc-server-cert=" + certificates.serverChain(),
            "--grpc-server-key=" + certificates.serverKey()));
  }

  @Override
  public ContractServer mutualTlsServer(TestCertificates certificates) {
    return RealTriton.start(
        RealTriton.CONTRACT_MODELS,
        List.of(
            "--grpc-use-ssl-mutual=true",
            "--grpc-server-cert=" + certificates.serverChain(),
            "--grpc-server-key=" + certificates.serverKey(),
            "--grpc-root-cert=" + certificates.authority()));
  }
}
