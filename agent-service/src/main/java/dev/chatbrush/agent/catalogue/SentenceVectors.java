package dev.chatbrush.agent.catalogue;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.catalogue.ModelCatalogue;
import dev.chatbrush.triton.catalogue.SentenceModel;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sentences as vectors of unit length, by Triton's best sentence encoder. Thread-safe. */
@Singleton
public class SentenceVectors {
  private final ModelCatalogue models;
  private final InferenceClient client;

  public SentenceVectors(ModelCatalogue models, InferenceClient client) {
    this.models = models;
    this.client = client;
  }

  /** The model that would be asked now. */
  public Optional<SentenceModel> model() {
    return models.bestSentenceEncoder();
  }

  /**
   * One vector a sentence, float32 [N][D].
   *
   * @param longest wait for the answer
   * @throws dev.chatbrush.triton.error.InferenceException when none came
   */
  public float[][] of(SentenceModel model, List<String> sentences, Duration longest) {
    List<byte[]> said =
        sentences.stream().map(each -> each.getBytes(StandardCharsets.UTF_8)).toList();
    InferRequest request =
        InferRequest.to(model.id())
            .input(Tensor.ofBytes("text", said, said.size()))
            .timeout(longest)
            .build();
    Tensor answer = client.infer(request).output("embedding");
    float[] values = answer.asFp32();
    int width = values.length / sentences.size();
    float[][] vectors = new float[sentences.size()][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
    }
    return vectors;
  }
}
