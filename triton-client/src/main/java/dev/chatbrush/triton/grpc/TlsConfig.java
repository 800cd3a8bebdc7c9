package dev.chatbrush.triton.grpc;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to trust the server, and how to prove who we are. Files are PEM; they are read when the
 * client connects.
 *
 * @param trust certificates of authorities to trust; empty means the JVM's own
 * @param certificateChain our certificate with its chain, for mutual TLS
 * @param privateKey our key, PKCS#8, for mutual TLS
 */
public record TlsConfig(
    Optional<Path> trust, Optional<Path> certificateChain, Optional<Path> privateKey) {
  public TlsConfig {
    if (certificateChain.isPresent() != privateKey.isPresent()) {
      throw new IllegalArgumentException(
          "mutual TLS needs both a certificate chain and a private key; only one is given");
    }
  }

  /** Trusts the authorities that the JVM trusts. */
  public static TlsConfig systemTrust() {
    return new TlsConfig(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Trusts the authorities of that file alone. */
  public static TlsConfig trusting(Path authorities) {
    return new TlsConfig(Optional.of(authorities), Optional.empty(), Optional.empty());
  }

  /** Also shows our own certificate (mutual TLS). */
  public TlsConfig presenting(Path chain, Path key) {
    return new TlsConfig(trust, Optional.of(chain), Optional.of(key));
  }
}
