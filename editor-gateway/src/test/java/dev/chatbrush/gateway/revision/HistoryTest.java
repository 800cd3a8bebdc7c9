package dev.chatbrush.gateway.revision;

import static dev.chatbrush.gateway.testing.Failures.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.storage.BlobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final BlobId IMAGE = new BlobId("0".repeat(64));
  private static final SessionId SESSION = new SessionId("01AN4Z07BY79KA1307SR9X4MV3");

  private static Revision revision(int number, Integer parent, Integer redo) {
    return new Revision(number, parent, redo, 8, 8, IMAGE, false, null, null, null, Instant.EPOCH);
  }

  private static History history(int head, Integer resetFrom, List<Revision> revisions) {
    return new History(SESSION, "photo", Instant.EPOCH, head, resetFrom, revisions);
  }

  /** What the store does with a move, on plain objects. */
  private static History apply(History history, History.Move move) {
    assertThat(move.from()).isEqualTo(history.headNumber());
    List<Revision> revisions = new ArrayList<>();
    for (Revision r : history.revisions()) {
      revisions.add(
          revision(r.number(), r.parent(), move.redo().getOrDefault(r.number(), r.redo())));
    }
    return history(move.to(), move.reset() ? move.from() : null, revisions);
  }

  private static History append(History history) {
    List<Revision> revisions = new ArrayList<>(history.revisions());
    revisions.add(revision(history.nextNumber(), history.headNumber(), null));
    return history(history.nextNumber(), null, revisions);
  }

  private static History fresh() {
    return history(1, null, List.of(revision(1, null, null)));
  }

  @Test
  void undoAndRedoAreInverse() {
    History three = append(append(fresh()));

    History undone = apply(three, three.undo());
    History redone = apply(undone, undone.redo());

    assertThat(undone.headNumber()).isEqualTo(2);
    assertThat(redone.headNumber()).isEqualTo(3);
    assertThat(redone.canRedo()).isFalse();
  }

  @Test
  void aNewEditAfterUndoIsANewChild() {
    History three = append(append(fresh()));
    History four = append(apply(three, three.undo()));

    assertThat(four.head().parent()).isEqualTo(2);
    assertThat(four.revisions()).hasSize(4);
    History back = apply(four, four.undo());
    assertThat(apply(back, back.redo()).headNumber()).as("the child last left").isEqualTo(4);
  }

  @Test
  void undoAndRedoLeadBackToWhereAResetCameFrom() {
    History four = append(append(append(fresh())));

    History at = apply(four, four.reset());

    assertThat(at.headNumber()).isEqualTo(1);
    assertThat(apply(at, at.redo()).headNumber()).isEqualTo(4);
    assertThat(apply(at, at.undo()).headNumber()).isEqualTo(4);
    assertThat(apply(at, at.to(2)).resetFrom()).as("somewhere else since").isNull();
  }

  @Test
  void aResetIsTakenBackOnce() {
    History two = append(fresh());

    History reset = apply(two, two.reset());
    History back = apply(reset, reset.undo());

    assertThat(apply(back, back.undo()).headNumber()).isEqualTo(1);
    assertThat(apply(back, back.undo()).canUndo()).isFalse();
    assertThatThrownBy(reset::reset).has(code("NOTHING_TO_RESET"));
  }

  @Test
  void saysWhereItCannotGo() {
    assertThatThrownBy(() -> fresh().undo()).has(code("NOTHING_TO_UNDO"));
    assertThatThrownBy(() -> fresh().redo()).has(code("NOTHING_TO_REDO"));
    assertThatThrownBy(() -> fresh().reset()).has(code("NOTHING_TO_RESET"));
    assertThatThrownBy(() -> fresh().revision(2))
        .isInstanceOf(EditorException.class)
        .hasMessageContaining("1 to 1");
  }

  /** Against a model of parents, the child last left of each, and where a reset came from. */
  @Test
  void agreesWithAPlainModelOnRandomWalks() {
    Random random = new Random(42);
    for (int walk = 0; walk < 300; walk++) {
      History history = fresh();
      Map<Integer, Integer> parents = new HashMap<>();
      Map<Integer, Integer> lastLeft = new HashMap<>();
      Integer resetFrom = null;
      int head = 1;
      int count = 1;
      for (int i = 0; i < 40; i++) {
        switch (random.nextInt(4)) {
          case 0 -> {
            history = append(history);
            parents.put(++count, head);
            head = count;
            resetFrom = null;
          }
          case 1 -> {
            assertThat(history.canUndo()).isEqualTo(parents.containsKey(head) || resetFrom != null);
            if (resetFrom != null) {
              history = apply(history, history.undo());
              head = resetFrom;
              resetFrom = null;
            } else if (history.canUndo()) {
              history = apply(history, history.undo());
              lastLeft.put(parents.get(head), head);
              head = parents.get(head);
            }
          }
          case 2 -> {
            assertThat(history.canRedo())
                .isEqualTo(lastLeft.containsKey(head) || resetFrom != null);
            if (history.canRedo()) {
              history = apply(history, history.redo());
              head = resetFrom != null ? resetFrom : lastLeft.get(head);
              resetFrom = null;
            }
          }
          default -> {
            if (parents.containsKey(head)) {
              history = apply(history, history.reset());
              resetFrom = head;
              for (; parents.containsKey(head); head = parents.get(head)) {
                lastLeft.put(parents.get(head), head);
              }
            }
          }
        }
        assertThat(history.headNumber()).isEqualTo(head);
        assertThat(history.revisions()).as("nothing is thrown away").hasSize(count);
      }
    }
  }
}
