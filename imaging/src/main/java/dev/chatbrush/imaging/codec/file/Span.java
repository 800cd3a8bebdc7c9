package dev.chatbrush.imaging.codec.file;

import java.util.Arrays;

/** Bytes {@code from .. from+length-1} of a file. */
public record Span(int from, int length) {

  /** A copy of those bytes. */
  public byte[] of(byte[] file) {
    return Arrays.copyOfRange(file, from, from + length);
  }
}
