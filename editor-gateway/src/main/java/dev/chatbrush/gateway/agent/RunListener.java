package dev.chatbrush.gateway.agent;

import dev.chatbrush.contracts.agent.Preview;
import dev.chatbrush.contracts.agent.Progress;
import dev.chatbrush.contracts.agent.Started;

/** Hears how a step comes along; called in order, by one thread. */
public interface RunListener {
  void started(Started started);

  void progress(Progress progress);

  void preview(Preview preview);
}
