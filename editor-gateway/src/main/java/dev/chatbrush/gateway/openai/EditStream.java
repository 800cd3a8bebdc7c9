package dev.chatbrush.gateway.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.OpenAiProblem;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.chat.SpokenEdits;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/**
 * One edit as server-sent events: partial pictures as they come, then the results, or the error.
 * Source: OpenAI API reference, "Image Edit Stream events". For one thread.
 */
final class EditStream {
  private static final String PARTIAL = "image_edit.partial_image";
  private static final String COMPLETED = "image_edit.completed";

  private final OutputStream out;
  private final Json json;
  private final EditedImages images;
  private final EditForm form;

  /** Previews come on the edit's own thread. */
  private final Queue<byte[]> previews = new ConcurrentLinkedQueue<>();

  private int sent;
  private boolean broken;

  EditStream(OutputStream out, Json json, EditedImages images, EditForm form) {
    this.out = out;
    this.json = json;
    this.images = images;
    this.form = form;
  }

  private record Picture(
      String type,
      @JsonProperty("b64_json") String b64Json,
      @JsonProperty("created_at") long createdAt,
      String background,
      @JsonProperty("output_format") String outputFormat,
      String quality,
      String size,
      @JsonProperty("partial_image_index") int index,
      Usage usage) {}

  /** No tokens are counted here; the SDKs want the numbers. */
  private record Usage(
      @JsonProperty("total_tokens") int total,
      @JsonProperty("input_tokens") int input,
      @JsonProperty("output_tokens") int output,
      @JsonProperty("input_tokens_details") Details details) {
    private static final Usage NONE = new Usage(0, 0, 0, new Details(0, 0));
  }

  private record Details(
      @JsonProperty("text_tokens") int text, @JsonProperty("image_tokens") int image) {}

  /**
   * Waits for the end.
   *
   * @param gone whether nobody listens any more; the edit is then cancelled
   */
  void run(SpokenEdits spoken, ImageEdits.Begun begun, BooleanSupplier gone) {
    try {
      EditOutcome outcome =
          spoken.run(
              begun.session(), begun.request(), listener(), () -> !tell() || gone.getAsBoolean());
      if (outcome.problem() != null) {
        send("error", OpenAiProblem.of(outcome.problem()));
        return;
      }
      tell();
      EditedImages.Images made = images.of(begun.session(), outcome, form, "");
      made.data().forEach(image -> send(COMPLETED, completed(made, image)));
    } catch (EditorException refused) {
      send("error", OpenAiProblem.of(Problem.of(refused, null, null)));
    }
  }

  private SpokenEdits.StepListener listener() {
    return new SpokenEdits.StepListener() {
      @Override
      public void finished(int step, int total) {}

      @Override
      public void preview(byte[] file) {
        previews.add(file);
      }
    };
  }

  /** Sends what has come, as many as are wanted; false when the line is broken. */
  private boolean tell() {
    int wanted = form.partialImages == null ? 0 : form.partialImages;
    for (byte[] file = previews.poll(); file != null; file = previews.poll()) {
      if (sent < wanted) {
        send(PARTIAL, partial(file, sent++));
      }
    }
    return !broken;
  }

  private static Picture partial(byte[] file, int index) {
    ImageHeader header = ImageDecoder.readHeader(file);
    String format = header.format().name().toLowerCase(Locale.ROOT);
    return new Picture(
        PARTIAL,
        Base64.getEncoder().encodeToString(file),
        0,
        format.equals("png") ? "transparent" : "opaque",
        format,
        "low",
        header.width() + "x" + header.height(),
        index,
        Usage.NONE);
  }

  private static Picture completed(EditedImages.Images made, EditedImages.Image image) {
    return new Picture(
        COMPLETED,
        image.b64Json(),
        made.created(),
        made.background(),
        made.outputFormat(),
        made.quality(),
        made.size(),
        0,
        Usage.NONE);
  }

  private void send(String event, Object data) {
    if (broken) {
      return;
    }
    String frame = "event: %s\ndata: %s\n\n".formatted(event, json.write(data));
    try {
      out.write(frame.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      broken = true; // the caller has gone; its edit is cancelled
    }
  }
}
