package dev.chatbrush.gateway.revision;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The steps of a plan that move the head and run no model. */
public enum HistoryCommand {
  UNDO(History::undo),
  REDO(History::redo),
  RESET(History::reset);

  private final Function<History, History.Move> move;

  HistoryCommand(Function<History, History.Move> move) {
    this.move = move;
  }

  /** Where it leads; fails where there is nowhere to go. */
  public History.Move move(History history) {
    return move.apply(history);
  }

  public static Optional<HistoryCommand> of(String tool) {
    for (HistoryCommand command : values()) {
      if (command.name().toLowerCase(Locale.ROOT).equals(tool)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }
}
