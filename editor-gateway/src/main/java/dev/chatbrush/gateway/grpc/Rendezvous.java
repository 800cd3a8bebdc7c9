package dev.chatbrush.gateway.grpc;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Which of several replicas to ask about a key, such as a picture's hash: each key has its own
 * order of the replicas, the same for everybody who knows their names. All calls for one picture so
 * reach the replica that has encoded it; when one is lost, its keys go to their second choices and
 * no other key moves.
 *
 * <p>Source: Thaler and Ravishankar 1998, "Using name-based mappings to increase hit rates",
 * highest random weight.
 */
public final class Rendezvous {
  private Rendezvous() {}

  /** The nodes, the one to ask first at the front. */
  public static List<String> order(String key, Collection<String> nodes) {
    return nodes.stream()
        .distinct()
        .sorted(
            Comparator.comparingLong((String node) -> weight(key, node))
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** FNV-1a over key and node, stirred so that nodes differing in one digit weigh differently. */
  private static long weight(String key, String node) {
    long hash = 0xcbf29ce484222325L;
    hash = add(hash, key);
    hash = add((hash ^ '/') * 0x100000001b3L, node);
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }

  private static long add(long hash, String text) {
    long result = hash;
    for (int i = 0; i < text.length(); i++) {
      result = (result ^ text.charAt(i)) * 0x100000001b3L;
    }
    return result;
  }
}
