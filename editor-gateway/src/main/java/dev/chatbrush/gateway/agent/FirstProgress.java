package dev.chatbrush.gateway.agent;

import dev.chatbrush.contracts.agent.Preview;
import dev.chatbrush.contracts.agent.Progress;
import dev.chatbrush.contracts.agent.Started;

/** Hands on what a run tells, and knows whether a model has begun to work. */
final class FirstProgress implements RunListener {
  private final RunListener listener;
  private volatile boolean made;

  FirstProgress(RunListener listener) {
    this.listener = listener;
  }

  boolean made() {
    return made;
  }

  void forget() {
    made = false;
  }

  @Override
  public void started(Started started) {
    listener.started(started);
  }

  @Override
  public void progress(Progress progress) {
    made = true;
    listener.progress(progress);
  }

  @Override
  public void preview(Preview preview) {
    made = true;
    listener.preview(preview);
  }
}
