package dev.chatbrush.triton.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Certificates made afresh by the JDK's keytool: an authority, a server at 127.0.0.1 and a client
 * signed by it, and an authority that signed nobody.
 */
record TestCertificates(Path folder) {
  private static final String PASSWORD = "for-tests-only";

  static TestCertificates shared() {
    return Holder.SHARED;
  }

  Path authority() {
    return folder.resolve("ca.crt");
  }

  Path strangeAuthority() {
    return folder.resolve("stranger.crt");
  }

  Path serverChain() {
    return folder.resolve("server.crt");
  }

  Path serverKey() {
    return folder.resolve("server.key");
  }

  Path clientChain() {
    return folder.resolve("client.crt");
  }

  Path clientKey() {
    return folder.resolve("client.key");
  }

  private static final class Holder {
    private static final TestCertificates SHARED = make();
  }

  private static TestCertificates make() {
    try {
      TestCertificates made = new TestCertificates(Files.createTempDirectory("certificates"));
      made.key("ca", "-ext", "bc:c");
      made.key("stranger", "-ext", "bc:c");
      made.key("server", "-signer", "ca", "-ext", "san=ip:127.0.0.1,dns:localhost");
      made.key("client", "-signer", "ca");
      made.writePem();
      return made;
    } catch (IOException | InterruptedException | GeneralSecurityException failure) {
      throw new IllegalStateException("no certificates could be made", failure);
    }
  }

  private void key(String alias, String... more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + alias,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store().toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + said);
    }
  }

  private void writePem() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(store())) {
      keys.load(stream, PASSWORD.toCharArray());
    }
    for (String alias : List.of("ca", "stranger", "server", "client")) {
      StringBuilder chain = new StringBuilder();
      for (Certificate certificate : keys.getCertificateChain(alias)) {
        chain.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
      Files.writeString(folder.resolve(alias + ".crt"), chain);
      byte[] key = keys.getKey(alias, PASSWORD.toCharArray()).getEncoded();
      Files.writeString(folder.resolve(alias + ".key"), pem("PRIVATE KEY", key));
    }
  }

  private Path store() {
    return folder.resolve("keys.p12");
  }

  private static String pem(String kind, byte[] content) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
  }
}
