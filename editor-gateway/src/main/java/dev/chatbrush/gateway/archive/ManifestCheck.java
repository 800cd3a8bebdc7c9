package dev.chatbrush.gateway.archive;

import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.edit.Recipes;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.MessageView;
import dev.chatbrush.gateway.reference.AddedPicture;
import dev.chatbrush.gateway.revision.Recipe;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.selection.RleView;
import dev.chatbrush.gateway.selection.StoredSelection;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a manifest tells a session as this server could have made one. Pure. */
final class ManifestCheck {
  private static final int MOST_REVISIONS = 1000;
  private static final int MOST_MESSAGES = 10_000;
  private static final int LONGEST_TEXT = 100_000;
  private static final int MOST_REFERENCES = 64;
  private static final Set<String> STATES =
      Set.of(
          EditOutcome.COMPLETED,
          EditOutcome.QUESTION,
          EditOutcome.ANSWERED,
          EditOutcome.CANCELLED,
          EditOutcome.FAILED);

  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  private final Manifest manifest;

  private ManifestCheck(Manifest manifest) {
    this.manifest = manifest;
  }

  /** Fails with ARCHIVE_INVALID. */
  static void check(Manifest manifest) {
    new ManifestCheck(manifest).check();
  }

  private void check() {
    require(
        Stream.of(
                manifest.name(),
                manifest.origin(),
                manifest.revisions(),
                manifest.spent(),
                manifest.references(),
                manifest.edits(),
                manifest.messages())
            .allMatch(Objects::nonNull),
        "manifest.json lacks a member");
    require(manifest.origin().format() != null, "origin.format is missing");
    require(isMoment(manifest.createdAt()), "createdAt is missing");
    tree();
    selections();
    talk();
  }

  private void tree() {
    List<Revision> revisions = manifest.revisions();
    int count = revisions.size();
    require(count >= 1 && count <= MOST_REVISIONS, "a session has 1 to 1000 revisions");
    for (int i = 0; i < count; i++) {
      Revision revision = revisions.get(i);
      int number = i + 1;
      require(revision != null && revision.number() == number, "revisions count from 1");
      Integer parent = revision.parent();
      require(
          number == 1 ? parent == null : parent != null && parent >= 1 && parent < number,
          "a revision's parent comes before it, and only the first has none");
      require((revision.recipe() == null) == (number == 1), "all but the first have a recipe");
      require(
          revision.image() != null && isMoment(revision.createdAt()), "a revision has a picture");
      require(recipe(revision.recipe()), "a recipe lacks a member or is too long");
      Integer redo = revision.redo();
      require(
          redo == null
              || isRevision(redo) && Objects.equals(revisions.get(redo - 1).parent(), number),
          "redo leads to a child");
    }
    require(isRevision(manifest.head()), "head is a revision");
    require(manifest.resetFrom() == null || isRevision(manifest.resetFrom()), "so is resetFrom");
  }

  private static boolean recipe(Recipe recipe) {
    return recipe == null
        || Recipes.isWhole(recipe)
            && recipe.references().size() <= MOST_REFERENCES
            && recipe.references().stream().allMatch(ManifestCheck::isHash)
            && Stream.concat(
                    Stream.of(recipe.tool(), recipe.prompt(), recipe.promptOriginal()),
                    recipe.parameters().values().stream())
                .allMatch(text -> text == null || text.length() <= LONGEST_TEXT);
  }

  private static boolean isHash(String text) {
    return text != null && text.matches("[0-9a-f]{64}");
  }

  /** As databases hold it. */
  private static boolean isMoment(Instant moment) {
    return moment != null && !moment.isBefore(Instant.EPOCH) && moment.isBefore(LAST);
  }

  private boolean isRevision(int number) {
    return number >= 1 && number <= manifest.revisions().size();
  }

  private void selections() {
    selection(manifest.selection(), manifest.revisions().get(manifest.head() - 1));
    manifest
        .spent()
        .forEach(
            (number, selection) -> {
              require(
                  isRevision(number) && number > 1 && selection != null,
                  "what was selected belongs to an edit");
              int parent = manifest.revisions().get(number - 1).parent();
              selection(selection, manifest.revisions().get(parent - 1));
            });
  }

  private static void selection(StoredSelection selection, Revision of) {
    if (selection != null) {
      require(
          selection.view() != null
              && selection.view().candidates() != null
              && selection.view().model() != null,
          "a selection lacks a member");
      mask(selection.view().rle(), of);
      if (selection.uploaded() != null) {
        mask(selection.uploaded(), of);
      }
    }
  }

  private static void mask(RleView mask, Revision of) {
    require(
        mask != null && List.of(of.height(), of.width()).equals(mask.size()),
        "a selection has its picture's size");
    try {
      mask.toRle();
    } catch (IllegalArgumentException | NullPointerException e) {
      throw ArchiveProblems.invalid("Of a selection the run lengths do not add up.", e);
    }
  }

  private void talk() {
    Set<String> edits = new HashSet<>();
    for (Manifest.PastEdit edit : manifest.edits()) {
      require(
          edit != null
              && RandomIds.isId(edit.id())
              && edit.state() != null
              && STATES.contains(edit.state())
              && isMoment(edit.startedAt())
              && isMoment(edit.finishedAt())
              && edits.add(edit.id()),
          "an edit has an id of its own, and has ended");
    }
    Set<String> added = new HashSet<>();
    for (AddedPicture reference : manifest.references()) {
      require(
          reference != null
              && reference.image() != null
              && isMoment(reference.addedAt())
              && added.add(reference.image().value()),
          "a picture to look at is there once");
    }
    require(manifest.messages().size() <= MOST_MESSAGES, "a session has at most 10000 messages");
    for (MessageView message : manifest.messages()) {
      require(
          message != null && isWhole(message, edits, added),
          "a message has a role, a text, a time, its edit, and the session's pictures");
    }
  }

  private boolean isWhole(MessageView message, Set<String> edits, Set<String> added) {
    return message.text() != null
        && message.text().length() <= LONGEST_TEXT
        && isMoment(message.at())
        && (MessageView.USER.equals(message.role()) || MessageView.ASSISTANT.equals(message.role()))
        && edits.contains(message.editId())
        && (message.revision() == null || message.revision() > 1 && isRevision(message.revision()))
        && message.references().stream().allMatch(added::contains);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw ArchiveProblems.invalid("manifest.json is not whole: %s.".formatted(rule));
    }
  }
}
