package dev.chatbrush.agent.edit;

import dev.chatbrush.triton.catalogue.ToolModel;
import java.util.OptionalDouble;

/** Passes everything on and remembers which model ran. Not thread-safe. */
class NamingListener implements EditListener {
  private final EditListener listener;
  private String model = "none";

  NamingListener(EditListener listener) {
    this.listener = listener;
  }

  String model() {
    return model;
  }

  @Override
  public void variation(int index, int count) {
    listener.variation(index, count);
  }

  @Override
  public void started(ToolModel started, String note) {
    model = started.id().name();
    listener.started(started, note);
  }

  @Override
  public void progress(int step, int totalSteps, OptionalDouble secondsLeft) {
    listener.progress(step, totalSteps, secondsLeft);
  }

  @Override
  public void preview(int step, byte[] jpeg, int width, int height) {
    listener.preview(step, jpeg, width, height);
  }

  @Override
  public void finished(EditResult result) {
    listener.finished(result);
  }
}
