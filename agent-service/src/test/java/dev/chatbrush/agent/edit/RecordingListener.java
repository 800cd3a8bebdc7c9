package dev.chatbrush.agent.edit;

import dev.chatbrush.triton.catalogue.ToolModel;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it hears. */
class RecordingListener implements EditListener {
  final List<String> heard = new CopyOnWriteArrayList<>();
  final List<OptionalDouble> secondsLeft = new CopyOnWriteArrayList<>();
  byte[] preview;

  @Override
  public void variation(int index, int count) {}

  @Override
  public synchronized void finished(EditResult result) {
    heard.add("finished " + result.variation());
  }

  @Override
  public synchronized void started(ToolModel model, String note) {
    heard.add("started " + model.id().name() + (note.isEmpty() ? "" : ": " + note));
  }

  @Override
  public synchronized void progress(int step, int totalSteps, OptionalDouble secondsLeft) {
    heard.add("step " + step + " of " + totalSteps);
    this.secondsLeft.add(secondsLeft);
  }

  @Override
  public synchronized void preview(int step, byte[] jpeg, int width, int height) {
    heard.add("preview %d %dx%d".formatted(step, width, height));
    preview = jpeg;
  }
}
