package dev.chatbrush.mask.problem;

import dev.chatbrush.contracts.problem.ProblemList;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** A broken list of problems ends the start, not the first request that goes wrong. */
@Singleton
class ProblemListCheck {
  void read(@Observes StartupEvent start) {
    ProblemList.all();
  }
}
