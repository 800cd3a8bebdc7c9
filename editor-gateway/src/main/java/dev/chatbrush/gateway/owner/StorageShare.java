package dev.chatbrush.gateway.owner;

/** How much one owner may store. Asked before something is begun that stores more. */
public interface StorageShare {
  /** Fails with STORED_TOO_MUCH where the owner has all that one may have. Blocks. */
  void require(Owner owner);
}
