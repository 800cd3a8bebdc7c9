package dev.chatbrush.triton.catalogue;

/** What a tool does with a prompt. */
public enum PromptNeed {
  /** It takes none. */
  NONE,
  /** It needs one. */
  REQUIRED
}
