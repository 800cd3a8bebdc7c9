package dev.chatbrush.gateway.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.OpenAiProblem;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.chat.SpokenEdits;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.revision.RevisionView;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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

  /** What an event's JSON holds. */
  @FunctionalInterface
  private interface Fields {
    void write(JsonGenerator event) throws IOException;
  }

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
        fail(OpenAiProblem.of(outcome.problem()));
        return;
      }
      tell();
      for (RevisionView made : EditedImages.of(outcome)) {
        complete(images.file(begun.session(), made, form));
      }
    } catch (EditorException refused) {
      fail(OpenAiProblem.of(Problem.of(refused, null, null)));
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
        partial(file, sent++);
      }
    }
    return !broken;
  }

  private void partial(byte[] file, int index) {
    boolean seeThrough = ImageDecoder.readHeader(file).format() == ImageFormat.PNG;
    send(
        PARTIAL,
        event -> {
          picture(event, PARTIAL, new ImageFile(file, seeThrough));
          event.writeNumberField("partial_image_index", index);
        });
  }

  private void complete(ImageFile file) {
    send(
        COMPLETED,
        event -> {
          picture(event, COMPLETED, file);
          usage(event);
        });
  }

  private void picture(JsonGenerator event, String type, ImageFile file) throws IOException {
    event.writeStringField("type", type);
    event.writeNumberField("created_at", images.created());
    file.describe(event);
    file.write(event);
  }

  /** No tokens are counted here; the SDKs want the numbers. */
  private static void usage(JsonGenerator event) throws IOException {
    event.writeObjectFieldStart("usage");
    for (String counted : new String[] {"total_tokens", "input_tokens", "output_tokens"}) {
      event.writeNumberField(counted, 0);
    }
    event.writeEndObject();
  }

  private void fail(OpenAiProblem problem) {
    send("error", event -> event.writeObjectField("error", problem.error()));
  }

  private void send(String name, Fields fields) {
    if (broken) {
      return;
    }
    try {
      out.write("event: %s\ndata: ".formatted(name).getBytes(StandardCharsets.UTF_8));
      try (JsonGenerator event = json.writer(out)) {
        event.writeStartObject();
        fields.write(event);
        event.writeEndObject();
      }
      out.write("\n\n".getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      broken = true; // the caller has gone; its edit is cancelled
    }
  }
}
