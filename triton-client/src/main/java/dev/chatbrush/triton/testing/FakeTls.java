package dev.chatbrush.triton.testing;

import java.nio.file.Path;
import java.util.Optional;

/**
 * TLS of the fake server; PEM files.
 *
 * @param certificateChain the server's certificate
 * @param privateKey the server's key, PKCS#8
 * @param clientTrust whose certificates callers must show; empty for TLS that is not mutual
 */
public record FakeTls(Path certificateChain, Path privateKey, Optional<Path> clientTrust) {}
