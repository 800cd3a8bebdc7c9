package dev.chatbrush.agent.meaning;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeError;
import dev.chatbrush.triton.testing.FakeModel;
import dev.chatbrush.triton.testing.FakeTriton;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the real encoder answered, so that tests have it without its weights: a line has a sentence,
 * a tab and its vector as signed bytes in Base64. {@link RecordedVectorsTest} writes and checks it.
 */
final class RecordedVectors {
  static final String FAMILY = "use_multilingual";
  static final Path SAYINGS = Path.of("src/main/resources/meaning/" + FAMILY + ".tsv");
  static final Path EVALUATION = Path.of("src/test/resources/evaluation/vectors.tsv");

  private final Map<String, float[]> vectors = new HashMap<>();

  RecordedVectors(Path... files) throws IOException {
    for (Path file : files) {
      Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).forEach(this::add);
    }
  }

  static RecordedVectors all() throws IOException {
    return new RecordedVectors(SAYINGS, EVALUATION);
  }

  private void add(String line) {
    int tab = line.indexOf('\t');
    byte[] bytes = Base64.getDecoder().decode(line.substring(tab + 1));
    float[] vector = new float[bytes.length];
    double squares = 0;
    for (byte value : bytes) {
      squares += value * value;
    }
    for (int i = 0; i < bytes.length; i++) {
      vector[i] = (float) (bytes[i] / Math.sqrt(squares));
    }
    vectors.put(line.substring(0, tab), vector);
  }

  Map<String, float[]> bySentence() {
    return Map.copyOf(vectors);
  }

  /** A model of a fake Triton that answers as the real one did, and fails for other sentences. */
  FakeModel serve(FakeTriton triton) {
    return triton
        .model("sentence_encoder")
        .parameter("chatbrush.role", "sentence-encoder")
        .parameter("chatbrush.family", FAMILY)
        .behaves(answering());
  }

  FakeBehaviour answering() {
    return call -> {
      List<String> said = said(call.request());
      if (!vectors.keySet().containsAll(said)) {
        call.fail(FakeError.INTERNAL, "MODEL_FAILED: not recorded: " + said);
        return;
      }
      int width = vectors.get(said.get(0)).length;
      float[] values = new float[said.size() * width];
      for (int i = 0; i < said.size(); i++) {
        System.arraycopy(vectors.get(said.get(i)), 0, values, i * width, width);
      }
      call.reply(List.of(Tensor.ofFp32("embedding", values, said.size(), width)));
    };
  }

  private static List<String> said(InferRequest request) {
    return request.input("text").orElseThrow().asBytes().stream()
        .map(each -> new String(each, StandardCharsets.UTF_8))
        .toList();
  }

  static void write(Path file, String comment, Map<String, float[]> made) throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      comment.lines().forEach(line -> out.print("# " + line + "\n"));
      for (String sentence : new TreeSet<>(made.keySet())) {
        out.print(sentence + "\t" + Base64.getEncoder().encodeToString(bytes(made, sentence)));
        out.print("\n");
      }
    }
  }

  private static byte[] bytes(Map<String, float[]> made, String sentence) {
    float[] vector = made.get(sentence);
    float most = 0;
    for (float value : vector) {
      most = Math.max(most, Math.abs(value));
    }
    byte[] bytes = new byte[vector.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(127 * vector[i] / most);
    }
    return bytes;
  }
}
