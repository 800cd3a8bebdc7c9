package dev.chatbrush.gateway.edit;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import java.util.List;
import java.util.Map;

/** The ways in which an edit can go wrong here. */
final class EditProblems {
  private EditProblems() {}

  static EditorException resultSize(int width, int height, int gotWidth, int gotHeight) {
    return new EditorException(
        ProblemCode.RESULT_INVALID,
        "The model gave a picture of %d x %d pixels where %d x %d were expected. Nothing was changed."
            .formatted(gotWidth, gotHeight, width, height));
  }

  static EditorException resultHash() {
    return new EditorException(
        ProblemCode.RESULT_INVALID,
        "The model's picture was damaged on the way. Nothing was changed; try again.");
  }

  static EditorException outsideChanged(long bytes) {
    return new EditorException(
        ProblemCode.RESULT_INVALID,
        "The edit changed %d bytes outside the mask, which must stay as they are. Nothing was changed."
            .formatted(bytes),
        Map.of("outsideChanged", bytes));
  }

  static EditorException maskMissing(String tool) {
    return new EditorException(
        ProblemCode.MASK_EMPTY,
        "The step '%s' works on what is selected, and nothing is. Click the thing first."
            .formatted(tool));
  }

  static EditorException maskElsewhere(String tool) {
    return new EditorException(
        ProblemCode.MASK_EMPTY,
        ("The step '%s' works on what is selected, but the picture was cropped, turned or scaled"
                + " after that. Select it again.")
            .formatted(tool));
  }

  static EditorException recipeMissing(int revision) {
    return new EditorException(
        ProblemCode.RECIPE_MISSING,
        "Revision %d was not made by an edit, so there is nothing to run again."
            .formatted(revision));
  }

  static EditorException replayInvalid() {
    return new EditorException(
        ProblemCode.VALIDATION_FAILED,
        "'replay' names a revision, or holds a whole recipe as GET /api/sessions/{id} tells it.");
  }

  static EditorException optionUnknown(String name, String allowed) {
    return new EditorException(
        ProblemCode.OPTION_INVALID,
        allowed.isEmpty()
            ? "There is no option '%s': this edit has none.".formatted(name)
            : "There is no option '%s'. This edit takes %s.".formatted(name, allowed));
  }

  static EditorException referencesNotTaken(List<String> looking) {
    return new EditorException(
        ProblemCode.REFERENCES_NOT_TAKEN,
        looking.isEmpty()
            ? "A picture came with the message, but nothing here looks at another picture."
            : "A picture came with the message, but this edit looks at no other one. These do: %s."
                .formatted(String.join(", ", looking)));
  }

  static EditorException tooManyReferences(int most, int found) {
    return new EditorException(
        ProblemCode.REFERENCES_NOT_TAKEN,
        "%d pictures came with the message, but this edit looks at %d at most."
            .formatted(found, most));
  }

  static EditorException referencesTooLarge(long most) {
    return new EditorException(
        ProblemCode.IMAGE_TOO_LARGE,
        "The pictures to look at take more than %d MB together. Send fewer or smaller ones."
            .formatted(most >> 20));
  }

  static EditorException overloaded() {
    return new EditorException(
        ProblemCode.OVERLOADED, "Too many edits are waiting. Try again in a few seconds.");
  }
}
