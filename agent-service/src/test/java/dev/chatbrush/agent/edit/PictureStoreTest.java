package dev.chatbrush.agent.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PictureStoreTest {
  private final PictureStore store = new PictureStore(250);

  @Test
  void forgetsTheLeastRecentlyUsedFirst() {
    String first = store.keep(bytes(1));
    String second = store.keep(bytes(2));
    assertThat(store.find(first)).isPresent();

    String third = store.keep(bytes(3));

    assertThat(store.find(second)).isEmpty();
    assertThat(store.find(first)).contains(bytes(1));
    assertThat(store.find(third)).isPresent();
  }

  @Test
  void countsAPictureOnce() {
    store.keep(bytes(1));
    String first = store.keep(bytes(1));
    store.keep(bytes(2));

    assertThat(store.find(first)).isPresent();
  }

  @Test
  void whatIsForgottenGivesItsRoomBack() {
    String first = store.keep(bytes(1));
    String second = store.keep(bytes(2));

    store.forget(List.of(first, "unknown"));
    store.keep(bytes(3));

    assertThat(store.find(first)).isEmpty();
    assertThat(store.find(second)).isPresent();
  }

  private static byte[] bytes(int value) {
    byte[] bytes = new byte[100];
    bytes[0] = (byte) value;
    return bytes;
  }
}
