package dev.chatbrush.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.store.fs.FileBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReserveTest {
  private static final int SIZE = 4 << 20;

  @TempDir Path folder;
  private long free = 100 << 20;

  private Path file() {
    return folder.resolve("reserve");
  }

  private Reserve reserve() {
    return new Reserve(file(), SIZE, new DiskRoom(folder, 10 << 20, () -> free));
  }

  @Test
  void isSetAsideWhereThatLeavesRoom() throws IOException {
    free = 12 << 20;
    assertThat(reserve().fill()).isFalse();
    assertThat(reserve().isSpent()).isTrue();

    free = 20 << 20;
    assertThat(reserve().fill()).isTrue();
    assertThat(reserve().isSpent()).isFalse();
    assertThat(Files.size(file())).isEqualTo(SIZE);
  }

  @Test
  void givesOnlyWhatIsNeeded() throws IOException {
    Reserve reserve = reserve();
    reserve.fill();

    assertThat(reserve.give(8192)).as("there is room").isFalse();
    free = 0;
    assertThat(reserve.give(8192)).isTrue();

    assertThat(Files.size(file())).isBetween(SIZE - (1L << 19), SIZE - 8192L);
  }

  /** A file on a disk whose room is only what the reserve has given. */
  private final class FullDisk extends FileBase {
    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      if (SIZE - Files.size(file()) < position + source.remaining()) {
        source.get(); // as a write that got halfway
        throw new IOException("No space left on device");
      }
      int length = source.remaining();
      source.position(source.limit());
      return length;
    }

    @Override
    public int write(ByteBuffer source) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      return 0;
    }

    @Override
    public FullDisk position(long position) {
      return this;
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public FullDisk truncate(long size) {
      return this;
    }
  }

  @Test
  void letsWritesGoOnUntilItIsSpent() throws IOException {
    Reserve reserve = reserve();
    reserve.fill();
    free = 0;
    ReservedFile file = new ReservedFile(new FullDisk(), reserve);

    for (int position = 0; position < SIZE; position += 4096) {
      assertThat(file.write(ByteBuffer.allocate(4096), position)).isEqualTo(4096);
    }

    assertThat(reserve.isSpent()).isTrue();
    assertThatThrownBy(() -> file.write(ByteBuffer.allocate(4096), SIZE))
        .isInstanceOf(IOException.class);
  }
}
