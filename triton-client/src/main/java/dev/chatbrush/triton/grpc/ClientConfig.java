package dev.chatbrush.triton.grpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the servers are and how to speak with them. Immutable. */
public final class ClientConfig {
  /** The largest message that a client takes unless told otherwise: a 40-megapixel PNG fits. */
  public static final int DEFAULT_MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

  private final Builder values;

  private ClientConfig(Builder values) {
    this.values = values;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Plain text to these addresses, all else default. */
  public static ClientConfig of(String... targets) {
    return builder().targets(targets).build();
  }

  List<String> targets() {
    return values.targets;
  }

  Optional<TlsConfig> tls() {
    return Optional.ofNullable(values.tls);
  }

  Map<String, String> headers() {
    return values.headers;
  }

  List<HeaderSource> headerSources() {
    return values.headerSources;
  }

  List<CallObserver> observers() {
    return values.observers;
  }

  Duration keepAlive() {
    return values.keepAlive;
  }

  Duration connectTimeout() {
    return values.connectTimeout;
  }

  Duration controlTimeout() {
    return values.controlTimeout;
  }

  int maxMessageBytes() {
    return values.maxMessageBytes;
  }

  boolean checksInputs() {
    return values.checkInputs;
  }

  int readAhead() {
    return values.readAhead;
  }

  /** Collects a configuration; not safe for use by several threads. */
  public static final class Builder {
    private List<String> targets = List.of();
    private TlsConfig tls;
    private Map<String, String> headers = new LinkedHashMap<>();
    private List<HeaderSource> headerSources = new ArrayList<>();
    private List<CallObserver> observers = new ArrayList<>();
    private Duration keepAlive = Duration.ofSeconds(310);
    private Duration connectTimeout = Duration.ofSeconds(3);
    private Duration controlTimeout = Duration.ofSeconds(5);
    private int maxMessageBytes = DEFAULT_MAX_MESSAGE_BYTES;
    private boolean checkInputs = true;
    private int readAhead = 4;

    private Builder() {}

    private Builder(Builder other) {
      targets = List.copyOf(other.targets);
      tls = other.tls;
      headers = Map.copyOf(other.headers);
      headerSources = List.copyOf(other.headerSources);
      observers = List.copyOf(other.observers);
      keepAlive = other.keepAlive;
      connectTimeout = other.connectTimeout;
      controlTimeout = other.controlTimeout;
      maxMessageBytes = other.maxMessageBytes;
      checkInputs = other.checkInputs;
      readAhead = other.readAhead;
    }

    /**
     * Required: {@code host:port}, one or several (calls go round robin over those that answer), or
     * one {@code dns:///host:port} whose every address takes part. Commas also part addresses.
     */
    public Builder targets(String... addresses) {
      targets =
          List.of(String.join(",", addresses).split(",")).stream()
              .map(String::strip)
              .filter(address -> !address.isEmpty())
              .toList();
      return this;
    }

    /** TLS, mutual where the configuration shows a certificate; default is plain text. */
    public Builder tls(TlsConfig value) {
      tls = value;
      return this;
    }

    /** A metadata header for every call. */
    public Builder header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    /** Headers that are made anew for each call. */
    public Builder headers(HeaderSource source) {
      headerSources.add(source);
      return this;
    }

    /** Watches calls. */
    public Builder observer(CallObserver observer) {
      observers.add(observer);
      return this;
    }

    /**
     * Pause before a ping on a connection with calls in flight. Default 310 s: Triton's default
     * ends connections that ping more often than every 300 s.
     */
    public Builder keepAlive(Duration value) {
      keepAlive = positive("keepAlive", value);
      return this;
    }

    /** Time for one connection attempt; default 3 s. */
    public Builder connectTimeout(Duration value) {
      connectTimeout = positive("connectTimeout", value);
      return this;
    }

    /** Deadline of calls other than inference; default 5 s. */
    public Builder controlTimeout(Duration value) {
      controlTimeout = positive("controlTimeout", value);
      return this;
    }

    /** Largest answer accepted, in bytes; default 256 MiB. */
    public Builder maxMessageBytes(int value) {
      maxMessageBytes = atLeast("maxMessageBytes", 1, value);
      return this;
    }

    /**
     * Whether inputs are checked against the model's signature before they are sent; default yes.
     */
    public Builder checkInputs(boolean value) {
      checkInputs = value;
      return this;
    }

    /** Answers of a stream that are read before they are asked for; default 4. */
    public Builder readAhead(int value) {
      readAhead = atLeast("readAhead", 1, value);
      return this;
    }

    /**
     * The finished configuration.
     *
     * @throws IllegalArgumentException without an address, or with a mix of names and dns:///
     */
    public ClientConfig build() {
      if (targets.isEmpty()) {
        throw new IllegalArgumentException("expected at least one address, host:port; found none");
      }
      if (targets.size() > 1 && targets.stream().anyMatch(address -> address.contains("://"))) {
        throw new IllegalArgumentException(
            "expected several host:port or a single dns:///host:port, found " + targets);
      }
      return new ClientConfig(new Builder(this));
    }

    private static Duration positive(String name, Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException(name + " must be greater than zero, found " + value);
      }
      return value;
    }

    private static int atLeast(String name, int least, int value) {
      if (value < least) {
        throw new IllegalArgumentException(
            name + " must be at least " + least + ", found " + value);
      }
      return value;
    }
  }
}
