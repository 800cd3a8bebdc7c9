package dev.chatbrush.triton.grpc.waiting;

import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.InferenceException;
import java.util.ArrayDeque;
import java.util.Optional;

/** Answers that have come and were not taken yet, and how the stream ended. Thread-safe. */
public final class AnswerQueue {
  private final String name;
  private final ArrayDeque<InferResponse> answers = new ArrayDeque<>();
  private boolean ended;
  private InferenceException failure;

  public AnswerQueue(String name) {
    this.name = name;
  }

  /** False when the stream has ended and nobody will take the answer. */
  public synchronized boolean add(InferResponse answer) {
    if (ended) {
      return false;
    }
    answers.add(answer);
    notifyAll();
    return true;
  }

  /** Ends well; what has come can still be taken. False when it had ended before. */
  public synchronized boolean finish() {
    boolean first = !ended;
    ended = true;
    notifyAll();
    return first;
  }

  /** Ends badly; what has come is given out first. False when it had ended before. */
  public synchronized boolean fail(InferenceException reason) {
    if (ended) {
      return false;
    }
    ended = true;
    failure = reason;
    notifyAll();
    return true;
  }

  /** Ends now, by the reader's own wish. Drops what has come; how much, or -1 if it had ended. */
  public synchronized int cancel(CancelledException reason) {
    if (!fail(reason)) {
      return -1;
    }
    int dropped = answers.size();
    answers.clear();
    return dropped;
  }

  /** Waits for an answer or the end. */
  public synchronized Optional<InferResponse> take() throws InterruptedException {
    while (answers.isEmpty() && !ended) {
      wait();
    }
    if (!answers.isEmpty()) {
      return Optional.of(answers.poll());
    }
    if (failure != null) {
      throw failure;
    }
    return Optional.empty();
  }

  public CancelledException cancelled(String by) {
    return new CancelledException(name + ": " + by);
  }
}
