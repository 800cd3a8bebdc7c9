package dev.chatbrush.gateway.revision;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.SessionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A session's revisions: a tree whose root is number 1, and the head that is shown. Immutable; a
 * {@link Move} says what a step would change.
 *
 * @param resetFrom the head before the reset that led to the one of now; null when none did
 */
public record History(
    SessionId session,
    String name,
    Instant createdAt,
    int headNumber,
    Integer resetFrom,
    List<Revision> revisions) {
  public History {
    revisions = List.copyOf(revisions);
  }

  /**
   * From one head to another, and the redo links (parent to child) that this leaves.
   *
   * @param reset whether undo and redo lead back at once
   */
  public record Move(int from, int to, boolean reset, Map<Integer, Integer> redo) {}

  public Revision head() {
    return revision(headNumber);
  }

  public Revision revision(int number) {
    return find(number)
        .orElseThrow(
            () ->
                new EditorException(
                    ProblemCode.REVISION_NOT_FOUND,
                    "This session has the revisions 1 to %d, not %d."
                        .formatted(revisions.size(), number)));
  }

  private Optional<Revision> find(int number) {
    return number >= 1 && number <= revisions.size()
        ? Optional.of(revisions.get(number - 1))
        : Optional.empty();
  }

  /** Whether {@code move} takes back the edit that made where it starts. */
  public boolean takesBack(Move move) {
    return Objects.equals(revision(move.from()).parent(), move.to());
  }

  /**
   * Whether what lies somewhere in one revision lies there in the other too: neither was cropped,
   * turned or scaled since both were one.
   */
  public boolean sameFrame(int one, int other) {
    return frame(one) == frame(other);
  }

  /** Fails with HEAD_MOVED where the head is not of that revision's frame. */
  public void requireSameFrame(int number) {
    if (!sameFrame(number, headNumber)) {
      throw new EditorException(
          ProblemCode.HEAD_MOVED,
          "The picture was cropped, turned or scaled meanwhile. Select on it as it is now.");
    }
  }

  /** The revision, up from that one, that was cropped, turned or scaled last; else the first. */
  private int frame(int number) {
    Revision at = revision(number);
    while (at.parent() != null && !(at.recipe() != null && at.recipe().changedFrame())) {
      at = revision(at.parent());
    }
    return at.number();
  }

  public boolean canUndo() {
    return head().parent() != null || resetFrom != null;
  }

  public boolean canRedo() {
    return head().redo() != null || resetFrom != null;
  }

  public int nextNumber() {
    return revisions.size() + 1;
  }

  /** To any revision. */
  public Move to(int number) {
    return new Move(headNumber, revision(number).number(), false, Map.of());
  }

  /** To the parent; after a reset to where it came from. */
  public Move undo() {
    if (!canUndo()) {
      throw new EditorException(
          ProblemCode.NOTHING_TO_UNDO, "This is the picture as it was uploaded.");
    }
    if (resetFrom != null) {
      return to(resetFrom);
    }
    int parent = head().parent();
    return new Move(headNumber, parent, false, Map.of(parent, headNumber));
  }

  /** To the child that was left last; after a reset to where it came from. */
  public Move redo() {
    if (!canRedo()) {
      throw new EditorException(ProblemCode.NOTHING_TO_REDO, "Nothing has been undone here.");
    }
    return to(resetFrom != null ? resetFrom : head().redo());
  }

  /** To revision 1. */
  public Move reset() {
    if (head().parent() == null) {
      throw new EditorException(
          ProblemCode.NOTHING_TO_RESET, "This is the picture as it was uploaded.");
    }
    Map<Integer, Integer> redo = new LinkedHashMap<>();
    Revision at = head();
    while (at.parent() != null) {
      redo.put(at.parent(), at.number());
      at = revision(at.parent());
    }
    return new Move(headNumber, at.number(), true, redo);
  }
}
