package dev.chatbrush.imaging.codec;

import java.util.ArrayList;
import java.util.List;

/** Colour profiles made in code. Source: ICC.1:2001-04. */
final class Profiles {
  /** sRGB's primaries adapted to D50. */
  private static final double[] RED = {0.4361, 0.2225, 0.0139};

  private static final double[] GREEN = {0.3851, 0.7169, 0.0971};
  private static final double[] BLUE = {0.1431, 0.0606, 0.7141};
  private static final double[] WHITE = {0.9642, 1.0, 0.8249};
  private static final int HEADER = 128;

  private Profiles() {}

  /** A display whose red and blue are swapped: what is stored as red shows as blue. */
  static byte[] redAndBlueSwapped() {
    List<byte[]> contents = new ArrayList<>();
    contents.add(text());
    for (double[] xyz : List.of(WHITE, BLUE, GREEN, RED)) {
      contents.add(xyz(xyz));
    }
    contents.add(gamma());
    return assemble(contents);
  }

  private static byte[] assemble(List<byte[]> contents) {
    String[] tags = {"cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"};
    int[] content = {0, 1, 2, 3, 4, 5, 5, 5};
    int table = HEADER + 4 + 12 * tags.length;
    int[] offsets = new int[contents.size()];
    int end = table;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = end;
      end += contents.get(i).length;
    }
    int size = end;
    return TestFiles.bytes(
        out -> {
          out.writeInt(size);
          out.write(TestFiles.ascii("none"));
          out.writeInt(0x02400000);
          out.write(TestFiles.ascii("mntrRGB XYZ "));
          out.write(new byte[12]);
          out.write(TestFiles.ascii("acsp"));
          out.write(new byte[28]);
          out.write(fixed(WHITE));
          out.write(new byte[HEADER - 80]);
          out.writeInt(tags.length);
          for (int i = 0; i < tags.length; i++) {
            out.write(TestFiles.ascii(tags[i]));
            out.writeInt(offsets[content[i]]);
            out.writeInt(contents.get(content[i]).length);
          }
          for (byte[] part : contents) {
            out.write(part);
          }
        });
  }

  private static byte[] text() {
    return TestFiles.join(TestFiles.ascii("text"), new byte[4], TestFiles.ascii("none\0\0\0\0"));
  }

  private static byte[] xyz(double[] values) {
    return TestFiles.join(TestFiles.ascii("XYZ "), new byte[4], fixed(values));
  }

  private static byte[] gamma() {
    return TestFiles.bytes(
        out -> {
          out.write(TestFiles.ascii("curv"));
          out.writeInt(0);
          out.writeInt(1);
          out.writeShort((int) (2.2 * 256));
          out.writeShort(0);
        });
  }

  private static byte[] fixed(double[] values) {
    return TestFiles.bytes(
        out -> {
          for (double value : values) {
            out.writeInt((int) Math.round(value * 65536));
          }
        });
  }
}
