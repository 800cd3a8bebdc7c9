package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.selection.SelectionInput;
import dev.chatbrush.gateway.selection.SelectionInput.Subject;
import dev.chatbrush.gateway.selection.SelectionService;
import dev.chatbrush.gateway.selection.SelectionView;
import dev.chatbrush.gateway.selection.SpentSelections;
import dev.chatbrush.gateway.selection.UploadedMask;
import dev.chatbrush.gateway.storage.BlobStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds the mask that a step works on. */
@ApplicationScoped
public class StepMasks {
  private final SelectionService selections;
  private final SpentSelections spent;
  private final BlobStore blobs;

  public StepMasks(SelectionService selections, SpentSelections spent, BlobStore blobs) {
    this.selections = selections;
    this.spent = spent;
    this.blobs = blobs;
  }

  /**
   * The mask for {@code step} on the head; null for a step without one. "The background" is looked
   * for even when something is selected: who points at a thing and speaks of the background means
   * what is around it. What was selected before an earlier step cropped, turned or scaled the
   * picture is nowhere on it now.
   *
   * @param index of the step in its plan, from 1
   * @param stream as in {@link dev.chatbrush.gateway.selection.MaskClient#segmentOnce}
   */
  SelectionView find(String stream, int index, Plan.Step step, History now, Scene scene) {
    if (!step.usesMask()) {
      return null;
    }
    Revision parent = now.head();
    if (step.target() == Plan.Target.BACKGROUND) {
      return selections.find(stream, parent, SelectionInput.of(Subject.BACKGROUND));
    }
    boolean holds = now.sameFrame(scene.history().headNumber(), now.headNumber());
    if (step.target() == Plan.Target.NAMED) {
      return Optional.ofNullable(holds ? named(index, scene) : null)
          .or(
              () ->
                  scene.ownMaskFits(now)
                      ? Optional.of(ofRecipe(scene, now, step))
                      : Optional.empty())
          .orElseThrow(() -> EditProblems.maskElsewhere(step.tool()));
    }
    if (scene.selection() != null && holds) {
      return part(step, scene.selection());
    }
    if (step.target() == Plan.Target.SUBJECT) {
      return selections.find(stream, parent, SelectionInput.of(Subject.SUBJECT));
    }
    if (scene.selection() != null) {
      throw EditProblems.maskElsewhere(step.tool());
    }
    if (scene.replayed() != null) {
      return ofRecipe(scene, now, step);
    }
    // "A bit more", "no, green": of what the last edit was asked for, taken back or not.
    return selections
        .find(now.session())
        .or(() -> spent.last(now.session()))
        .map(selection -> part(step, selection))
        .orElseThrow(() -> EditProblems.maskMissing(step.tool()));
  }

  private static SelectionView part(Plan.Step step, SelectionView selection) {
    return step.target() == Plan.Target.REST ? UploadedMask.inverse(selection) : selection;
  }

  /** What the name found, or what is selected where an edit is run again on that. */
  private static SelectionView named(int index, Scene scene) {
    SelectionView found = scene.named().get(index);
    return found == null && scene.replayed() != null ? scene.selection() : found;
  }

  private SelectionView ofRecipe(Scene scene, History now, Plan.Step step) {
    if (!scene.ownMaskFits(now)) {
      throw EditProblems.maskMissing(step.tool());
    }
    Revision parent = now.head();
    Revision replayed = scene.replayed();
    byte[] png = blobs.get(replayed.mask());
    return UploadedMask.stored(
        png, parent.width(), parent.height(), !Boolean.FALSE.equals(replayed.recipe().maskDrawn()));
  }
}
