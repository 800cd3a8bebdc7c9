package dev.chatbrush.agent.edit;

import dev.chatbrush.triton.catalogue.ToolModel;
import java.util.OptionalDouble;

/** Hears of a running edit, on the thread that runs it. */
public interface EditListener {
  /** What follows is of that variation, from 0. */
  void variation(int index, int count);

  /**
   * note: why not the best-ranked model; empty otherwise. Comes again when another model takes
   * over.
   */
  void started(ToolModel model, String note);

  /** secondsLeft: of all variations that are still to come. */
  void progress(int step, int totalSteps, OptionalDouble secondsLeft);

  /** file: the whole picture as it would be now, made small; PNG where it is see-through. */
  void preview(int step, byte[] file, int width, int height);

  void finished(EditResult result);
}
