package dev.chatbrush.triton.grpc;

import java.util.function.BiConsumer;

/** Gives metadata headers for each call, on the calling thread; for tokens and trace contexts. */
@FunctionalInterface
public interface HeaderSource {

  /** Hands over names (lower case) and ASCII values. */
  void collect(BiConsumer<String, String> headers);
}
