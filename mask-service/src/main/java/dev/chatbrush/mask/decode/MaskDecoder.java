package dev.chatbrush.mask.decode;

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
import java.util.OptionalInt;

/** One decoder call, or none where the session's last answer holds the reply already. */
@ApplicationScoped
public class MaskDecoder {
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
  public record Question(
      String session, Embedding embedding, ModelId decoder, Prompt prompt, CallDeadline deadline) {

    /** Another question about the same picture, which belongs to no session's clicks. */
    public Question about(Prompt other) {
      return new Question("", embedding, decoder, other, deadline);
    }
  }

  /**
   * @param agreed the token that was made to agree with the clicks when the session asked this
   *     before; empty where none was
   */
  public record Decoded(DecoderOutput output, OptionalInt agreed) {}

  /**
   * The session's last answer where the question is the same, else the decoder's, which refines
   * that of fewer clicks.
   *
   * @param asFound whether an answer that was changed to agree with its clicks is of no use
   */
  public Decoded decode(Question question, boolean asFound) {
    Prompt prompt = question.prompt();
    Optional<ClickMemory.Answer> last =
        memory
            .last(question.session(), question.embedding(), question.decoder())
            .filter(answer -> !(asFound && answer.agreed().isPresent()));
    if (last.isPresent() && last.get().prompt().equals(prompt)) {
      return new Decoded(last.get().output(), last.get().agreed());
    }
    Optional<float[]> earlier =
        last.filter(answer -> prompt.extendsPrompt(answer.prompt()))
            .map(answer -> answer.output().mask(answer.token()));
    return new Decoded(ask(question, earlier), OptionalInt.empty());
  }

  /** What the decoder says that knows no earlier answer. */
  public DecoderOutput ask(Question question) {
    return ask(question, Optional.empty());
  }

  /**
   * What the decoder makes of an earlier mask and the question.
   *
   * @param earlier float32 [GRID, GRID], logits
   */
  public DecoderOutput improve(Question question, float[] earlier) {
    return ask(question, Optional.of(earlier));
  }

  /**
   * Keeps the answer for the session's next click.
   *
   * @param token what the person sees
   */
  public void remember(Question question, Decoded answer, int token) {
    memory.remember(
        question.session(),
        new ClickMemory.Answer(
            question.embedding(),
            question.decoder(),
            question.prompt(),
            answer.output(),
            token,
            answer.agreed()));
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
