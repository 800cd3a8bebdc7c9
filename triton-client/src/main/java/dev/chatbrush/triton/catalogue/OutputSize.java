package dev.chatbrush.triton.catalogue;

/** What size a tool's result has. */
public enum OutputSize {
  /** That of the picture that it was given. */
  SAME,
  /**
   * Any: it crops, turns or scales the picture, so what it gives is the whole result and lies over
   * nothing. It is given the whole picture as it is.
   */
  ANY
}
