package dev.chatbrush.imaging.codec.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a JPEG file's segments for programs. Sources as for {@link JpegFile}. */
public final class JpegSegments {
  /** What a segment holds behind its two bytes of length. */
  public static final int ROOM = 65_533;

  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

  /** What a packet of XMP may have. Source: XMP part 3, section 1.1.3. */
  public static final int XMP_ROOM = ROOM - XMP.length();

  private static final String PROFILE = "ICC_PROFILE\0";
  private static final int PROFILE_PART = ROOM - PROFILE.length() - 2;
  private static final int MAX_PARTS = 255;

  private final ByteArrayOutputStream out;

  public JpegSegments(ByteArrayOutputStream out) {
    this.out = out;
  }

  /** JFIF without a thumbnail; {@code density} may be null. */
  public JpegSegments jfif(Density density) {
    int unit = density == null ? 0 : 1;
    int x = density == null ? 1 : Math.max(1, Math.min(density.inchesX(), 0xffff));
    int y = density == null ? 1 : Math.max(1, Math.min(density.inchesY(), 0xffff));
    byte[] numbers = {
      1, 2, (byte) unit, (byte) (x >> 8), (byte) x, (byte) (y >> 8), (byte) y, 0, 0
    };
    return segment(0xe0, "JFIF\0", numbers);
  }

  /** {@code tiff}: at most {@link #ROOM} less 6 bytes. */
  public JpegSegments exif(byte[] tiff) {
    return segment(0xe1, "Exif\0\0", tiff);
  }

  /** {@code packet}: at most {@link #XMP_ROOM}. */
  public JpegSegments xmp(byte[] packet) {
    return segment(0xe1, XMP, packet);
  }

  /** An ICC profile, in as many parts as it takes; one that takes too many is left out. */
  public JpegSegments profile(byte[] profile) {
    int parts = (profile.length + PROFILE_PART - 1) / PROFILE_PART;
    for (int part = 0; part < parts && parts <= MAX_PARTS; part++) {
      int from = part * PROFILE_PART;
      int to = Math.min(profile.length, from + PROFILE_PART);
      String head = PROFILE + (char) (part + 1) + (char) parts;
      segment(0xe2, head, Arrays.copyOfRange(profile, from, to));
    }
    return this;
  }

  private JpegSegments segment(int marker, String head, byte[] content) {
    byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
    int length = 2 + start.length + content.length;
    out.write(0xff);
    out.write(marker);
    out.write(length >> 8);
    out.write(length);
    out.writeBytes(start);
    out.writeBytes(content);
    return this;
  }
}
