package dev.chatbrush.triton.catalogue;

/** What a tool does with a mask. */
public enum MaskNeed {
  /** It takes none. */
  NONE,
  /** It works with one and without. */
  OPTIONAL,
  /** It needs one. */
  REQUIRED;

  /** Whether the tool can be used with, or without, a mask. */
  public boolean allows(boolean hasMask) {
    return this == OPTIONAL || hasMask == (this == REQUIRED);
  }
}
