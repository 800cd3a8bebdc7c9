package dev.chatbrush.mask.segment;

import dev.chatbrush.mask.embedding.Embedding;
import dev.chatbrush.mask.inference.GuardedInference;
import dev.chatbrush.mask.inference.TritonConfig;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.Tensor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** One decoder call, or none where the session's last answer holds the reply already. */
@ApplicationScoped
class MaskDecoder {
  private static final float[] NO_MASK = new float[DecoderOutput.GRID_AREA];

  private final GuardedInference inference;
  private final TritonConfig config;
  private final ClickMemory memory;

  MaskDecoder(GuardedInference inference, TritonConfig config, ClickMemory memory) {
    this.inference = inference;
    this.config = config;
    this.memory = memory;
  }

  /**
   * @param budget time that the caller has left
   */
  DecoderOutput decode(String session, Embedding embedding, Prompt prompt, Duration budget) {
    Optional<ClickMemory.Answer> last = memory.last(session, embedding);
    if (last.isPresent() && last.get().prompt().equals(prompt)) {
      return last.get().output();
    }
    Optional<float[]> earlier =
        last.filter(answer -> prompt.extendsPrompt(answer.prompt()))
            .map(answer -> answer.output().mask(answer.token()));
    return ask(embedding, PromptTensors.of(prompt, embedding.frame()), earlier, budget);
  }

  void remember(
      String session, Embedding embedding, Prompt prompt, DecoderOutput output, int token) {
    memory.remember(session, new ClickMemory.Answer(embedding, prompt, output, token));
  }

  private DecoderOutput ask(
      Embedding embedding, PromptTensors prompt, Optional<float[]> earlier, Duration budget) {
    InferRequest.Builder request = InferRequest.to(embedding.models().decoder());
    embedding.tensors().forEach(request::input);
    Duration limit = config.decodeTimeout();
    request
        .input(prompt.coordsTensor())
        .input(prompt.labelsTensor())
        .input(
            Tensor.ofFp32(
                "mask_input", earlier.orElse(NO_MASK), 1, DecoderOutput.GRID, DecoderOutput.GRID))
        .input(Tensor.ofFp32("has_mask_input", new float[] {earlier.isPresent() ? 1 : 0}, 1))
        .timeout(budget.compareTo(limit) < 0 ? budget : limit);
    return DecoderOutput.from(inference.decode(request.build()));
  }
}
