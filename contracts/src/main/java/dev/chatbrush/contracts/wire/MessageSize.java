package dev.chatbrush.contracts.wire;

/** How large one message between the services may be. */
public final class MessageSize {
  /**
   * A 40-megapixel PNG fits. Quarkus' own servers and clients take the same number from {@code
   * chatbrush.wire.max-message-bytes} in {@code META-INF/microprofile-config.properties}.
   */
  public static final int MAX_BYTES = 256 * 1024 * 1024;

  private MessageSize() {}
}
