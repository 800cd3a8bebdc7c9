package dev.chatbrush.gateway.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The running stack that the environment names, and its launcher. */
final class Stack {
  private static final long LAUNCHER_MINUTES = 5;

  private Stack() {}

  /** Address of the page, without a slash at its end. */
  static String url() {
    return required("CHATBRUSH_URL").replaceAll("/+$", "");
  }

  static Path chromium() {
    return Path.of(
        Optional.ofNullable(System.getenv("CHATBRUSH_CHROMIUM")).orElse("/usr/bin/chromium"));
  }

  static Path firefox() {
    return Path.of(
        Optional.ofNullable(System.getenv("CHATBRUSH_FIREFOX")).orElse("/usr/bin/firefox-esr"));
  }

  /** A photo that the repository carries. */
  static Path photo(String name) {
    return repository().resolve("testdata/photos").resolve(name);
  }

  /** The process that Triton runs in. */
  static long tritonPid() {
    JsonNode pid = status().at("/parts/triton/pid");
    if (!pid.canConvertToLong()) {
      throw new IllegalStateException("expected a pid of triton in the status, got " + pid);
    }
    return pid.asLong();
  }

  /** The command that the gateway was started by. */
  static List<String> gatewayCommand() {
    long pid = status().at("/parts/editor-gateway/pid").asLong();
    try {
      return List.of(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code ./chatbrush status --json} says. */
  static JsonNode status() {
    try {
      return new ObjectMapper().readTree(run("status", "--json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts what is missing. */
  static void heal() {
    run("up", "--detach", "--no-browser");
  }

  /** Sends a signal by its name, such as STOP or KILL. */
  static void signal(String name, long pid) {
    output(List.of("kill", "-" + name, Long.toString(pid)));
  }

  private static String run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(repository().resolve("chatbrush").toString());
    command.addAll(List.of(arguments));
    required("CHATBRUSH_HOME");
    return output(command);
  }

  private static String output(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(repository().toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LAUNCHER_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException("expected %s to succeed, got %s".formatted(command, text));
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command, e);
    }
  }

  /** Maven runs tests in the module's folder. */
  private static Path repository() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  private static String required(String name) {
    return Optional.ofNullable(System.getenv(name))
        .filter(value -> !value.isBlank())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    name + " is not set: run ./chatbrush test e2e, which starts the whole stack"));
  }
}
