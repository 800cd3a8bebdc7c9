package dev.chatbrush.gateway.owner;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Secrets that open something: a prefix that tells what, and 256 random bits. What is stored is
 * their SHA-256. A slow hash, as passwords need, would protect nothing here: nobody tries 2^256
 * values, and no list of likely ones exists. Nor does the time of a lookup tell anything: who looks
 * for a hash can aim at none. Thread-safe.
 */
@ApplicationScoped
public class Secrets {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  /** A new one. */
  public String draw(String prefix) {
    byte[] drawn = new byte[BYTES];
    random.nextBytes(drawn);
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
  }

  /** 64 hexadecimal digits. */
  public static String hash(String secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
