package dev.chatbrush.agent.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.catalogue.SentenceVectors;
import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.catalogue.ModelCatalogue;
import dev.chatbrush.triton.catalogue.SentenceModel;
import dev.chatbrush.triton.grpc.ClientConfig;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The recorded vectors beside what the real encoder answers; {@code -Dgolden} records anew. */
@Tag("triton")
class RecordedVectorsTest {
  private static final int BATCH = 64;

  @Test
  void theRealEncoderGivesTheRecordedVectors() throws IOException {
    Map<String, float[]> sayings = encoded(Sentences.single());
    Map<String, float[]> evaluated = encoded(evaluated());
    if (System.getProperty("golden") != null) {
      write(RecordedVectors.SAYINGS, "What people say of the usual tools", sayings);
      write(RecordedVectors.EVALUATION, "What the evaluation of other tools says", evaluated);
    }

    check(sayings, new RecordedVectors(RecordedVectors.SAYINGS));
    check(evaluated, new RecordedVectors(RecordedVectors.EVALUATION));
  }

  private static Set<String> evaluated() throws IOException {
    Set<String> said = new LinkedHashSet<>();
    for (String half : List.of("tuned on", "unseen")) {
      Sentences.wishes(half).forEach(wish -> said.add(wish.words()));
      ToolDescription[] tools = Sentences.tools(half).toArray(ToolDescription[]::new);
      said.addAll(ToolTexts.of(Catalogues.with(tools)).texts());
    }
    for (String set : List.of("unseen", "fresh")) {
      said.addAll(Sentences.of(set));
    }
    return said;
  }

  /** As far as they are recorded: a set that grew since is no fault of the encoder. */
  private static void check(Map<String, float[]> real, RecordedVectors recorded) {
    List<Double> cosines = new ArrayList<>();
    recorded
        .bySentence()
        .forEach(
            (sentence, vector) ->
                Optional.ofNullable(real.get(sentence))
                    .ifPresent(other -> cosines.add(cosine(vector, other))));

    assertThat(cosines).hasSizeGreaterThan(400).allMatch(cosine -> cosine > 0.999);
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static Map<String, float[]> encoded(Set<String> sentences) {
    List<String> all = List.copyOf(sentences);
    Map<String, float[]> vectors = new HashMap<>();
    try (InferenceClient client = GrpcInferenceClient.connect(ClientConfig.of(address()));
        ModelCatalogue models = ModelCatalogue.start(client, Duration.ofMinutes(5))) {
      SentenceVectors encoder = new SentenceVectors(models, client);
      SentenceModel model = encoder.model().orElseThrow();
      for (int from = 0; from < all.size(); from += BATCH) {
        List<String> part = all.subList(from, Math.min(from + BATCH, all.size()));
        float[][] made = encoder.of(model, part, Duration.ofMinutes(1));
        for (int i = 0; i < made.length; i++) {
          vectors.put(part.get(i), made[i]);
        }
      }
    }
    return vectors;
  }

  private static void write(Path file, String what, Map<String, float[]> vectors)
      throws IOException {
    String how =
        "%s, as %s has it: signed bytes in Base64.%nMade by RecordedVectorsTest with -Dgolden."
            .formatted(what, RecordedVectors.FAMILY);
    RecordedVectors.write(file, how, vectors);
  }

  private static String address() {
    return Optional.ofNullable(System.getenv("CHATBRUSH_TRITON"))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "CHATBRUSH_TRITON=host:port is not set; run ./chatbrush test agent-service"));
  }
}
