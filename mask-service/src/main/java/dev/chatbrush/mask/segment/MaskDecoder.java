package dev.chatbrush.mask.segment;

import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.mask.embedding.Embedding;
import dev.chatbrush.mask.embedding.SharedEmbeddings;
import dev.chatbrush.mask.inference.GuardedInference;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.SharedMemoryUnknownException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** One decoder call, or none where the session's last answer holds the reply already. */
@ApplicationScoped
class MaskDecoder {
  private static final float[] NO_MASK = new float[DecoderOutput.GRID_AREA];

  private final GuardedInference inference;
  private final SharedEmbeddings shared;
  private final ClickMemory memory;

  MaskDecoder(GuardedInference inference, SharedEmbeddings shared, ClickMemory memory) {
    this.inference = inference;
    this.shared = shared;
    this.memory = memory;
  }

  /**
   * What one session asks of one picture's embedding.
   *
   * @param session whose earlier clicks it may refine; empty for none
   * @param deadline of the caller
   */
  record Question(
      String session, Embedding embedding, ModelId decoder, Prompt prompt, CallDeadline deadline) {}

  DecoderOutput decode(Question question) {
    Prompt prompt = question.prompt();
    Optional<ClickMemory.Answer> last =
        memory.last(question.session(), question.embedding(), question.decoder());
    if (last.isPresent() && last.get().prompt().equals(prompt)) {
      return last.get().output();
    }
    Optional<float[]> earlier =
        last.filter(answer -> prompt.extendsPrompt(answer.prompt()))
            .map(answer -> answer.output().mask(answer.token()));
    return ask(question, earlier);
  }

  /** Keeps the answer for the session's next click; {@code token} is what the person sees. */
  void remember(Question question, DecoderOutput output, int token) {
    memory.remember(
        question.session(),
        new ClickMemory.Answer(
            question.embedding(), question.decoder(), question.prompt(), output, token));
  }

  private DecoderOutput ask(Question question, Optional<float[]> earlier) {
    PromptTensors prompt = PromptTensors.of(question.prompt(), question.embedding().frame());
    InferRequest.Builder request =
        InferRequest.to(question.decoder())
            .input(prompt.coordsTensor())
            .input(prompt.labelsTensor())
            .input(
                Tensor.ofFp32(
                    "mask_input",
                    earlier.orElse(NO_MASK),
                    1,
                    DecoderOutput.GRID,
                    DecoderOutput.GRID))
            .input(Tensor.ofFp32("has_mask_input", new float[] {earlier.isPresent() ? 1 : 0}, 1));
    return DecoderOutput.from(ask(question, request));
  }

  private InferResponse ask(Question question, InferRequest.Builder request) {
    Optional<SharedEmbeddings.Lease> lease = shared.lease(question.embedding());
    if (lease.isEmpty()) {
      question.embedding().tensors().forEach(request::input);
      return inference.decode(request, question.deadline());
    }
    try (SharedEmbeddings.Lease place = lease.get()) {
      place.addTo(request);
      return inference.decode(request, question.deadline());
    } catch (SharedMemoryUnknownException startedAnew) {
      shared.forget();
      return inference.decode(request.sendingAll(), question.deadline());
    }
  }
}
