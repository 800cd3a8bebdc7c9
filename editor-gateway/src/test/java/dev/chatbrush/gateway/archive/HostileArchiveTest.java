package dev.chatbrush.gateway.archive;

import static dev.chatbrush.gateway.archive.ArchiveFiles.bytes;
import static dev.chatbrush.gateway.archive.ArchiveFiles.zipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.testing.Failures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips whose numbers lie: what they cost to refuse is bounded before they are opened. */
class HostileArchiveTest {
  private static final BlobId PICTURE = new BlobId("a".repeat(64));
  private static final int END = 22;
  private static final long MOST = 1L << 30;

  @TempDir Path folder;

  /** A manifest, and a picture of 2000 bytes. */
  private static byte[] zip() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("manifest.json", bytes("{}"));
    files.put(Archive.path(PICTURE), new byte[2000]);
    return zipped(files);
  }

  private Path stored(byte[] zip) {
    try {
      return Files.write(folder.resolve("session.zip"), zip);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ByteBuffer numbers(byte[] zip) {
    return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The zip whose directory says that a file of it has so many bytes. */
  private static byte[] saying(String name, int bytes) {
    byte[] zip = zip();
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    int entry = text.lastIndexOf(name) - 46; // of the directory, which comes after the files
    assertThat(numbers(zip).getInt(entry)).isEqualTo(0x02014b50);
    numbers(zip).putInt(entry + 24, bytes);
    return zip;
  }

  private void refuses(byte[] zip, String why) {
    assertThatThrownBy(() -> Archive.open(stored(zip), MOST).close())
        .has(Failures.code("ARCHIVE_INVALID"))
        .hasMessageContaining(why);
  }

  @Test
  void takesWhatIsRight() {
    try (Archive archive = Archive.open(stored(zip()), MOST)) {
      assertThat(archive.files()).containsExactly(PICTURE);
      assertThat(archive.manifest()).isEqualTo(bytes("{}"));
    }
  }

  @Test
  void refusesAFileThatIsLargerThanAnyPicture() {
    refuses(saying(Archive.path(PICTURE), 300 << 20), "has 300.0 MB; at most 256 are taken");
    refuses(saying(Archive.MANIFEST, 9 << 20), "has 9.0 MB; at most 8 are taken");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1999, 2001, 1 << 20})
  void refusesAFileOfAnotherSizeThanTold(int told) {
    try (Archive archive = Archive.open(stored(saying(Archive.path(PICTURE), told)), MOST)) {
      assertThatThrownBy(() -> archive.read(PICTURE)).has(Failures.code("ARCHIVE_INVALID"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10, 5000, 'holds 5000 files; a session has at most 4096'",
    "12, 2097152, 'directory says that it has 2097152 bytes'",
    "12, -1, 'directory says that it has 4294967295 bytes'",
    "16, -1, zip64",
    "0, 7, cut off"
  })
  void refusesAnEndThatSaysTooMuch(int at, int number, String why) {
    byte[] zip = zip();
    int place = zip.length - END + at;
    if (at == 10) {
      numbers(zip).putShort(place, (short) number);
    } else {
      numbers(zip).putInt(place, number);
    }

    refuses(zip, why);
  }

  @Test
  void refusesWhatComesWithTheEnd() {
    byte[] commented = Arrays.copyOf(zip(), zip().length + 1);
    numbers(commented).putShort(commented.length - 3, (short) 1);
    byte[] located = new byte[zip().length + 20];
    int end = zip().length - END;
    System.arraycopy(zip(), 0, located, 0, end);
    numbers(located).putInt(end, 0x07064b50);
    System.arraycopy(zip(), end, located, end + 20, END);

    refuses(commented, "without a comment");
    refuses(located, "zip64");
    refuses(new byte[0], "cut off");
    refuses(new byte[END], "cut off");
  }
}
