package dev.chatbrush.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RendezvousTest {
  private static final List<String> NODES =
      List.of("mask-0:9101", "mask-1:9101", "mask-2:9101", "mask-3:9101");
  private static final int KEYS = 4000;

  @Test
  void everybodyHasTheSameOrderWhateverOrderTheyKnowTheNodesIn() {
    List<String> other = List.of(NODES.get(2), NODES.get(0), NODES.get(3), NODES.get(1));

    assertThat(Rendezvous.order("picture", other)).isEqualTo(Rendezvous.order("picture", NODES));
    assertThat(Rendezvous.order("picture", NODES)).containsExactlyInAnyOrderElementsOf(NODES);
  }

  @Test
  void aLostNodeMovesItsOwnKeysOnlyAndEachToItsSecondChoice() {
    String lost = NODES.get(1);
    List<String> left = new ArrayList<>(NODES);
    left.remove(lost);

    for (int key = 0; key < KEYS; key++) {
      List<String> before = Rendezvous.order("picture-" + key, NODES);
      String after = Rendezvous.order("picture-" + key, left).get(0);
      String expected = before.get(0).equals(lost) ? before.get(1) : before.get(0);
      assertThat(after).isEqualTo(expected);
    }
  }

  @Test
  void keysAreSpreadEvenly() {
    Map<String, Integer> first = new HashMap<>();
    for (int key = 0; key < KEYS; key++) {
      first.merge(Rendezvous.order("picture-" + key, NODES).get(0), 1, Integer::sum);
    }

    assertThat(first.values()).hasSize(4).allMatch(count -> count > 850 && count < 1150);
  }

  @Test
  void withoutNodesThereIsNobodyToAsk() {
    assertThat(Rendezvous.order("picture", List.of())).isEmpty();
    assertThat(Rendezvous.order("picture", List.of("a", "a"))).containsExactly("a");
  }
}
