package dev.chatbrush.gateway.telemetry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/**
 * What became of one edit, and where its time went: begins with its acceptance. Holds no words and
 * no pictures. Thread-safe.
 */
public final class EditStory {
  /** Until a worker is free. */
  public static final String QUEUE = "queue";

  public static final String PLAN = "plan";
  public static final String MASK = "mask";

  /** On the way to agent-service and back, and all that it does not tell. */
  public static final String TRANSFER = "transfer";

  /** Pictures and rows. */
  public static final String STORE = "store";

  private static final String TOTAL = "total";

  /** Those that agent-service tells included. */
  private static final List<String> ORDER =
      List.of(
          QUEUE,
          PLAN,
          MASK,
          TRANSFER,
          "agent-queue",
          "decode",
          "crop",
          "triton-queue",
          "model",
          "stitch",
          "encode",
          STORE);

  private final String edit;
  private final String session;
  private final String request;
  private final long began = System.nanoTime();
  private final Map<String, Double> millis = new HashMap<>();
  private final Set<String> tools = new LinkedHashSet<>();
  private final Set<String> models = new LinkedHashSet<>();
  private String owner = "";

  public EditStory(String edit, String session) {
    this.edit = edit;
    this.session = session;
    this.request = String.valueOf(MDC.get(RequestId.KEY));
  }

  /** A worker takes it up; {@code owner} is whose it is. */
  public synchronized void begins(String owner) {
    this.owner = owner;
    add(QUEUE, System.nanoTime() - began);
  }

  /** Does a part of the edit; its time counts however it ends. */
  public <T> T time(String part, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      add(part, System.nanoTime() - start);
    }
  }

  private void add(String part, long nanos) {
    add(Map.of(part, nanos / 1e6));
  }

  /** Adds parts in milliseconds. */
  public synchronized void add(Map<String, Double> parts) {
    parts.forEach((part, time) -> millis.merge(part, time, Double::sum));
  }

  /**
   * A step that agent-service ran: what it told of its parts, and as transfer what remains of
   * {@code taken}.
   */
  public synchronized void ran(long taken, Map<String, Double> parts) {
    add(parts);
    double told = parts.values().stream().mapToDouble(Double::doubleValue).sum();
    add(Map.of(TRANSFER, Math.max(0, taken / 1e6 - told)));
  }

  /** A tool that there is; a plan may name any, and each name is a series of metrics. */
  public synchronized void tool(String name) {
    tools.add(name);
  }

  /** Name and version of a model that was asked. */
  public synchronized void model(String name, String version) {
    models.add(name + "/" + version);
  }

  /** Milliseconds by part, in the order in which they are gone through. */
  public synchronized Map<String, Double> parts() {
    Map<String, Double> parts = new LinkedHashMap<>();
    ORDER.stream().filter(millis::containsKey).forEach(part -> parts.put(part, millis.get(part)));
    millis.forEach(parts::putIfAbsent); // an agent-service that knows more
    return parts;
  }

  /** Its tool; of several the last one, "none" where it came to none. */
  synchronized String tool() {
    return tools.stream().reduce("none", (before, last) -> last);
  }

  long nanos() {
    return System.nanoTime() - began;
  }

  /** Names and values for the log, each value one word. */
  synchronized Map<String, String> told() {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("edit", edit);
    told.put("session", session);
    told.put("owner", owner);
    told.put("request", request);
    told.put("tool", String.join(",", tools));
    told.put("model", String.join(",", models));
    Map<String, Double> all = parts();
    all.put(TOTAL, (double) TimeUnit.NANOSECONDS.toMicros(nanos()) / 1000);
    all.forEach((part, time) -> told.put(part + "_ms", String.valueOf(Math.round(time))));
    return told;
  }
}
