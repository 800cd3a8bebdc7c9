package dev.chatbrush.triton;

import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.error.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A connection to one inference server, or to several equal ones. Safe for use by many threads;
 * make one and share it, for it holds the connections. All methods throw {@link InferenceException}
 * unless they say otherwise; none waits longer than its timeout.
 */
public interface InferenceClient extends AutoCloseable {

  /**
   * Asks a model that gives exactly one answer, and waits for it. Interrupting cancels the call.
   */
  InferResponse infer(InferRequest request);

  /**
   * As {@link #infer}, without waiting. The future fails with an {@link InferenceException}; {@code
   * cancel(true)} on it (not on a dependent stage) stops the call on the server.
   */
  CompletableFuture<InferResponse> inferAsync(InferRequest request);

  /**
   * Asks a model that may give any number of answers (decoupled). The stream has a connection
   * stream of its own, so that cancelling it reaches the model. Close it.
   */
  InferenceStream stream(InferRequest request);

  /**
   * Opens one connection stream for several requests at a time, told apart by their ids.
   *
   * @param timeout time until the whole session ends, greater than zero
   */
  StreamSession openSession(Duration timeout);

  /** Whether a server process answers; false, never an exception, when none does. */
  boolean live();

  /** Whether the server takes requests; false, never an exception, when none answers. */
  boolean ready();

  /**
   * Whether that model takes requests; false when it does not, is unknown, or no server answers.
   */
  boolean modelReady(ModelId model);

  /** Name, version and extensions of the server. */
  ServerMetadata serverMetadata();

  /** Inputs and outputs of a model. */
  ModelMetadata metadata(ModelId model);

  /** Configuration of a model. */
  ModelConfig config(ModelId model);

  /** Counters of a model, summed over its versions when the id names none. */
  ModelStatistics statistics(ModelId model);

  /** Every model version that the server knows of, ready or not. */
  List<RepositoryModel> repositoryIndex();

  /** Loads a model, or loads it anew; for a server in the control mode "explicit" only. */
  void load(String model);

  /** Unloads a model; for a server in the control mode "explicit" only. */
  void unload(String model);

  /**
   * Tells the server of memory that it shall see as this client does (POSIX shared memory).
   *
   * @param name for later requests, known to nobody else
   * @param key as {@code shm_open(3)} takes it, with its slash
   * @param bytes size from the beginning
   * @throws InvalidInputException when the server runs elsewhere or takes no shared memory
   */
  void registerSharedMemory(String name, String key, long bytes);

  /** Names of all memory that the server was told of, by whomever. */
  Set<String> sharedMemory();

  /** Has the server let go of it; one that it does not know does no harm. */
  void unregisterSharedMemory(String name);

  /** Ends calls in flight with {@link CancelledException} and lets the connections go. */
  @Override
  void close();
}
