package dev.chatbrush.agent.edit;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.ToolCatalogue;
import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.catalogue.AlphaUse;
import dev.chatbrush.triton.catalogue.OutputSize;
import dev.chatbrush.triton.catalogue.ToolModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The models that may do an edit, in the order in which they are asked.
 *
 * @param models at least one
 * @param note why the first is not the one that was wanted; empty otherwise
 */
record ModelChoice(List<ToolModel> models, String note) {
  ModelChoice {
    models = List.copyOf(models);
  }

  /**
   * By rank, those that take all options; a recipe's own model goes first as long as that very
   * version is ready.
   */
  static ModelChoice of(ToolCatalogue catalogue, EditRequest edit) {
    CatalogueSnapshot snapshot = catalogue.awaitSnapshot();
    if (!catalogue.available()) {
      throw ToolProblem.unavailable(null);
    }
    boolean masked = edit.mask().isPresent();
    List<ToolModel> ranked = catalogue.modelsFor(edit.tool(), masked);
    if (ranked.isEmpty()) {
      throw nothingFits(snapshot, edit.tool(), masked);
    }
    List<ToolModel> looking = looking(edit, ranked);
    List<ToolModel> fitting = looking.stream().filter(m -> OptionValues.fit(edit, m)).toList();
    if (fitting.isEmpty()) {
      throw OptionValues.refusal(edit, looking);
    }
    return preferring(edit, fitting);
  }

  /** Those that take as many other pictures as there are. */
  private static List<ToolModel> looking(EditRequest edit, List<ToolModel> ranked) {
    int count = edit.references().size();
    List<ToolModel> models =
        ranked.stream().filter(model -> model.references().takes(count)).toList();
    if (!models.isEmpty()) {
      return models;
    }
    int most = ranked.stream().mapToInt(model -> model.references().most()).max().orElse(0);
    if (count > most) {
      throw new ToolProblem(
          ProblemCode.REFERENCES_NOT_TAKEN,
          "'%s' looks at %d other pictures at most; %d came. Send no more."
              .formatted(edit.tool(), most, count));
    }
    throw new ToolProblem(
        ProblemCode.REFERENCE_NEEDED,
        "'%s' needs another picture to look at; %s. Add it to the message."
            .formatted(edit.tool(), count == 0 ? "none came" : count + " are too few"));
  }

  /** Whether the result may be of another size than the picture. */
  boolean anySize() {
    return models.stream().anyMatch(model -> model.output() == OutputSize.ANY);
  }

  /** Whether the result may have opacity although the picture has none. */
  boolean makesAlpha() {
    return models.stream().anyMatch(model -> model.alpha() == AlphaUse.MAKE);
  }

  private static ModelChoice preferring(EditRequest edit, List<ToolModel> ranked) {
    Optional<ModelId> wanted = edit.replay().flatMap(Recipe::model);
    if (wanted.isEmpty()) {
      return new ModelChoice(ranked, "");
    }
    List<ToolModel> models = new ArrayList<>(ranked);
    for (ToolModel model : ranked) {
      if (isSame(wanted.get(), model.id())) {
        models.remove(model);
        models.add(0, model);
        return new ModelChoice(models, "");
      }
    }
    return new ModelChoice(
        models,
        "%s of the recipe is not there now; %s does it instead and may give another result."
            .formatted(wanted.get(), ranked.get(0).id()));
  }

  private static boolean isSame(ModelId wanted, ModelId ready) {
    return wanted.equals(ready) || wanted.version().isEmpty() && wanted.name().equals(ready.name());
  }

  private static ToolProblem nothingFits(CatalogueSnapshot snapshot, String tool, boolean masked) {
    if (snapshot.find(tool).isEmpty()) {
      return new ToolProblem(
          ProblemCode.TOOL_UNKNOWN,
          "There is no model for '%s' now. Ready: %s."
              .formatted(tool, snapshot.tools().stream().map(ToolDescription::tool).toList()));
    }
    return new ToolProblem(
        masked ? ProblemCode.MASK_NOT_TAKEN : ProblemCode.MASK_NEEDED,
        masked
            ? "This edit works on the whole picture only. Clear the selection and try again."
            : "This edit needs a selection. Click something, draw a box or paint, and try again.");
  }
}
