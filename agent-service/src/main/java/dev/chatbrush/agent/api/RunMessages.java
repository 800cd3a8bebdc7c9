package dev.chatbrush.agent.api;

import com.google.protobuf.UnsafeByteOperations;
import dev.chatbrush.agent.edit.EditOptions;
import dev.chatbrush.agent.edit.EditRequest;
import dev.chatbrush.agent.edit.EditResult;
import dev.chatbrush.agent.edit.Recipe;
import dev.chatbrush.contracts.agent.Options;
import dev.chatbrush.contracts.agent.Result;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.agent.Step;
import dev.chatbrush.contracts.agent.Suggestion.Kind;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.Rle;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.error.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Edits on the wire. */
final class RunMessages {
  private RunMessages() {}

  static EditRequest request(RunRequest request, byte[] picture, List<byte[]> references) {
    var step = request.getStep();
    Optional<Rle> mask =
        step.getUsesMask() && request.hasMask() ? Optional.of(rle(request)) : Optional.empty();
    return new EditRequest(
        picture,
        mask,
        request.getMaskDrawn(),
        step.getTool(),
        step.getPrompt(),
        options(request.getOptions(), step.getStrength()),
        Math.max(1, step.getVariations()),
        request.hasReplay() ? Optional.of(recipe(request.getReplay())) : Optional.empty(),
        references,
        PlanMessages.owner(request.getSession()));
  }

  private static Recipe recipe(dev.chatbrush.contracts.agent.Recipe recipe) {
    try {
      Optional<ModelId> model =
          recipe.getModel().isEmpty()
              ? Optional.empty()
              : Optional.of(new ModelId(recipe.getModel(), recipe.getModelVersion()));
      return new Recipe(model, recipe.getSeed(), recipe.getParametersMap());
    } catch (InvalidInputException wrong) {
      throw GrpcErrors.invalid("The recipe is damaged: " + wrong.getMessage());
    }
  }

  private static Rle rle(RunRequest request) {
    var mask = request.getMask();
    try {
      int[] counts = mask.getCountsList().stream().mapToInt(Integer::intValue).toArray();
      return new Rle(mask.getHeight(), mask.getWidth(), counts);
    } catch (IllegalArgumentException wrong) {
      throw GrpcErrors.invalid("The selection is damaged: " + wrong.getMessage());
    }
  }

  private static EditOptions options(Options options, Step.Strength strength) {
    boolean usual = strength == Step.Strength.NORMAL || strength == Step.Strength.UNRECOGNIZED;
    return new EditOptions(
        options.hasSeed() ? OptionalLong.of(options.getSeed()) : OptionalLong.empty(),
        options.getPreviewEvery(),
        options.getValuesMap(),
        usual ? "" : strength.name().toLowerCase(Locale.ROOT));
  }

  static Result result(EditResult result) {
    Result.Builder message =
        Result.newBuilder()
            .setPicture(
                Picture.newBuilder()
                    .setSha256(result.sha256())
                    .setContent(UnsafeByteOperations.unsafeWrap(result.png())))
            .setWidth(result.width())
            .setHeight(result.height())
            .setSeed(result.seed())
            .setModel(result.model().name())
            .setModelVersion(result.model().version())
            .putAllParameters(result.parameters())
            .putAllTimingsMillis(result.timingsMillis())
            .setVariation(result.variation())
            .setAnySize(result.anySize())
            .setSeeThrough(result.seeThrough());
    result
        .grownMask()
        .ifPresent(
            mask ->
                message.setGrownMask(rle(mask)).setOutsideChanged(0)); // checked: 0 or no result
    result
        .suggestion()
        .ifPresent(
            offer ->
                message.setSuggestion(
                    dev.chatbrush.contracts.agent.Suggestion.newBuilder()
                        .setKind(Kind.valueOf(offer.kind().name()))
                        .setMask(rle(offer.mask()))));
    return message.build();
  }

  private static dev.chatbrush.contracts.picture.Rle rle(Mask mask) {
    Rle rle = Rle.of(mask);
    return dev.chatbrush.contracts.picture.Rle.newBuilder()
        .setHeight(rle.height())
        .setWidth(rle.width())
        .addAllCounts(Arrays.stream(rle.counts()).boxed().toList())
        .build();
  }
}
