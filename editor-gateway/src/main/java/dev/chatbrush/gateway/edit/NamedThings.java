package dev.chatbrush.gateway.edit;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.agent.Choice;
import dev.chatbrush.gateway.agent.NamedThing;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.selection.SelectionInput;
import dev.chatbrush.gateway.selection.SelectionService;
import dev.chatbrush.gateway.selection.SelectionView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what a plan means by its name, all of it before anything runs. Where there is none, or one
 * of several is meant and not said which, the plan becomes the question.
 */
@ApplicationScoped
public class NamedThings {
  private static final Set<ProblemCode> MENDED =
      Set.of(ProblemCode.NAME_NOT_FOUND, ProblemCode.NAME_UNKNOWN, ProblemCode.SELECTION_INVALID);

  private final SelectionService selections;

  public NamedThings(SelectionService selections) {
    this.selections = selections;
  }

  /** The plan, or the question in its place; masks by the plan's steps, from 1. */
  record Found(Plan plan, Map<Integer, SelectionView> masks) {}

  Found find(EditJob job, Plan plan, Scene scene) {
    Map<Integer, SelectionView> masks = new HashMap<>();
    for (int index = 1; index <= plan.steps().size(); index++) {
      NamedThing thing = plan.steps().get(index - 1).named();
      if (thing == null || isKnown(scene)) {
        continue;
      }
      job.requireRunning();
      try {
        SelectionView found = find(job.id() + "." + index, thing, scene);
        if (found.finds().stream().noneMatch(SelectionView.Find::chosen)) {
          return new Found(
              plan.asking(Replies.which(job, thing, found), choice(thing, found)), Map.of());
        }
        masks.put(index, found);
      } catch (EditorException e) {
        return new Found(plan.asking(Replies.where(job, thing, reason(e)), null), Map.of());
      }
    }
    return new Found(plan, masks);
  }

  /** An edit that is run again is for what is selected now, or else for its own mask. */
  private static boolean isKnown(Scene scene) {
    boolean again = scene.replayed() != null;
    return again && (scene.selection() != null || scene.ownMaskFits(scene.history()));
  }

  private SelectionView find(String stream, NamedThing thing, Scene scene) {
    SelectionInput input = SelectionInput.named(thing.name(), thing.which(), thing.numbers());
    return selections.find(stream, scene.history().head(), input);
  }

  /** What a question can mend; all else is a failure. */
  private static ProblemCode reason(EditorException e) {
    return MENDED.stream()
        .filter(code -> code.name().equals(e.code()))
        .findFirst()
        .orElseThrow(() -> e);
  }

  private static Choice choice(NamedThing thing, SelectionView found) {
    List<Choice.Found> finds =
        found.finds().stream()
            .map(
                one ->
                    new Choice.Found(
                        one.number(),
                        one.label(),
                        one.box().x0(),
                        one.box().y0(),
                        one.box().x1(),
                        one.box().y1()))
            .toList();
    return new Choice(thing.name(), finds);
  }
}
