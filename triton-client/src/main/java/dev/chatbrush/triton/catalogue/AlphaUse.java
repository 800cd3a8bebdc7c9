package dev.chatbrush.triton.catalogue;

/** What a tool does with the opacity of a picture ({@code chatbrush.alpha}). */
public enum AlphaUse {
  /** It takes and gives colours alone; opacity stays as it was. */
  NONE,
  /** It takes colours with their opacity where there is any, and what it gives counts. */
  KEEP,
  /** The same, and it may give opacity for a picture that had none. */
  MAKE
}
