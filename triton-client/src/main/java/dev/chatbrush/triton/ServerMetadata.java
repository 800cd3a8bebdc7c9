package dev.chatbrush.triton;

import java.util.List;

/**
 * What the server says about itself.
 *
 * @param name {@code triton}
 * @param version the server's version
 * @param extensions protocol extensions that it offers
 */
public record ServerMetadata(String name, String version, List<String> extensions) {
  public ServerMetadata {
    extensions = List.copyOf(extensions);
  }
}
