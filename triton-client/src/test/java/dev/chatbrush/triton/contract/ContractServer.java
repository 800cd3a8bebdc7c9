package dev.chatbrush.triton.contract;

/** A server with the contract's models, real or fake, that a test may kill and start again. */
interface ContractServer extends AutoCloseable {
  /** {@code host:port}; stays the same over a restart. */
  String address();

  /** Ends it as a crash would. */
  void kill();

  /** Starts it again, and waits until it is ready. */
  void start();

  /** Whether it has ended by itself, as no client should be able to make it. */
  boolean crashed();

  @Override
  void close();
}
