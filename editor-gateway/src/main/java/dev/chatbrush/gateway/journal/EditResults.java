package dev.chatbrush.gateway.journal;

import dev.chatbrush.contracts.agent.Suggestion;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.revision.RevisionView;
import java.util.List;
import java.util.stream.Stream;

/** What an edit has made so far: its revisions in their order, and what is offered with them. */
public record EditResults(List<RevisionView> revisions, List<SuggestionView> suggestions) {
  public static final EditResults NONE = new EditResults(List.of(), List.of());

  /** One revision, and what is offered with it; null for nothing. */
  static EditResults of(SessionId session, Revision revision, Suggestion offered) {
    return new EditResults(
        List.of(RevisionView.from(session, revision)),
        offered == null ? List.of() : List.of(SuggestionView.from(offered, revision.number())));
  }

  public EditResults plus(EditResults more) {
    return new EditResults(
        Stream.concat(revisions.stream(), more.revisions.stream()).toList(),
        Stream.concat(suggestions.stream(), more.suggestions.stream()).toList());
  }

  public boolean isEmpty() {
    return revisions.isEmpty();
  }

  public int size() {
    return revisions.size();
  }

  /** Null where nothing was made. */
  public Integer lastNumber() {
    return isEmpty() ? null : revisions.get(revisions.size() - 1).number();
  }

  /** The head where it is one of these (of several variations it is the first), else the last. */
  Integer numberToShow(int head) {
    boolean made = revisions.stream().anyMatch(revision -> revision.number() == head);
    return made ? Integer.valueOf(head) : lastNumber();
  }
}
