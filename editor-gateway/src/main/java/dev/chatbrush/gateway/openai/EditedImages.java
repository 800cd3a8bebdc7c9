package dev.chatbrush.gateway.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.ReducedPictures;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.revision.RevisionConfig;
import dev.chatbrush.gateway.revision.RevisionView;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an edit made, in the form that was asked for. */
@ApplicationScoped
public class EditedImages {
  private final HistoryService histories;
  private final ReducedPictures pictures;
  private final Clock clock;
  private final double quality;

  public EditedImages(
      HistoryService histories, ReducedPictures pictures, Clock clock, RevisionConfig config) {
    this.histories = histories;
    this.pictures = pictures;
    this.clock = clock;
    this.quality = config.quality();
  }

  /** Source: OpenAI API reference, "The image generation response". */
  @Schema(name = "OpenAiImages")
  public record Images(
      long created,
      List<Image> data,
      String background,
      @JsonProperty("output_format") String outputFormat,
      String quality,
      String size) {}

  /** One result: its file in base64, or where it is. */
  @Schema(name = "OpenAiImage")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Image(@JsonProperty("b64_json") String b64Json, String url) {}

  /** Of an edit that has ended; fails with EDIT_REFUSED where it asked or only answered. */
  Images of(SessionId session, EditOutcome outcome, EditForm form, String base) {
    requireCompleted(outcome);
    List<RevisionView> made = results(outcome);
    List<Image> images = made.stream().map(one -> image(session, one, form, base)).toList();
    RevisionView first = made.get(0);
    return new Images(
        clock.instant().getEpochSecond(),
        images,
        first.transparent() ? "transparent" : "opaque",
        format(form).name().toLowerCase(Locale.ROOT),
        "high",
        first.width() + "x" + first.height());
  }

  private static void requireCompleted(EditOutcome outcome) {
    if (!outcome.outcome().equals(EditOutcome.COMPLETED) || outcome.revisions().isEmpty()) {
      throw new EditorException(
          ProblemCode.EDIT_REFUSED,
          "Nothing was edited. Chatbrush says: "
              + (outcome.message() == null ? outcome.outcome() : outcome.message().text()));
    }
  }

  /** All variations of the last step. */
  private static List<RevisionView> results(EditOutcome outcome) {
    List<RevisionView> made = outcome.revisions();
    Integer parent = made.get(made.size() - 1).parent();
    return made.stream().filter(each -> Objects.equals(each.parent(), parent)).toList();
  }

  private Image image(SessionId session, RevisionView view, EditForm form, String base) {
    if ("url".equals(form.responseFormat) && !form.stream) {
      String format = format(form).name().toLowerCase(Locale.ROOT);
      return new Image(null, base + view.imageUrl().substring(1) + "?format=" + format);
    }
    Revision revision = histories.get(session).revision(view.number());
    byte[] file = pictures.scaled(revision.image(), maxSide(view, form), made -> file(made, form));
    return new Image(Base64.getEncoder().encodeToString(file), null);
  }

  private byte[] file(RgbImage made, EditForm form) {
    double chosen = form.outputCompression == null ? quality : form.outputCompression / 100.0;
    RgbImage shown = format(form) == ImageFormat.JPEG ? made.on(RgbImage.WHITE) : made;
    return ImageEncoder.encode(shown, format(form), chosen);
  }

  static ImageFormat format(EditForm form) {
    return form.outputFormat == null
        ? ImageFormat.PNG
        : ImageFormat.valueOf(form.outputFormat.toUpperCase(Locale.ROOT));
  }

  /** Pixels of the longest side with which the picture fits into the size that was asked for. */
  private static int maxSide(RevisionView view, EditForm form) {
    if (form.size == null || form.size.equals("auto")) {
      return Integer.MAX_VALUE;
    }
    String[] sides = form.size.split("x");
    double wide = Double.parseDouble(sides[0]) / view.width();
    double high = Double.parseDouble(sides[1]) / view.height();
    double scale = Math.min(wide, high);
    int longest = Math.max(view.width(), view.height());
    return scale >= 1 ? Integer.MAX_VALUE : (int) Math.max(1, Math.floor(longest * scale));
  }
}
