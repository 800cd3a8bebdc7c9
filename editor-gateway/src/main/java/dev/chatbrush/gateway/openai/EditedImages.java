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
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Images(
      long created,
      String background,
      @JsonProperty("output_format") String outputFormat,
      String quality,
      String size,
      List<Image> data) {}

  /** One result: its file in base64, or where it is. */
  @Schema(name = "OpenAiImage")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Image(@JsonProperty("b64_json") String b64Json, String url) {}

  /** Where each result is, in the form that was asked for. */
  Images links(List<RevisionView> made, EditForm form, String base) {
    List<Image> links =
        made.stream().map(one -> new Image(null, base + link(one, form).substring(1))).toList();
    String name = format(form).name().toLowerCase(Locale.ROOT);
    return new Images(created(), null, name, ImageFile.QUALITY, null, links);
  }

  private static String link(RevisionView one, EditForm form) {
    int side = maxSide(one, form);
    String format = format(form).name().toLowerCase(Locale.ROOT);
    return one.imageUrl()
        + "?format="
        + format
        + (side == Integer.MAX_VALUE ? "" : "&maxSide=" + side);
  }

  /** Seconds since 1970. */
  long created() {
    return clock.instant().getEpochSecond();
  }

  /**
   * All variations of an edit's last step; fails with EDIT_REFUSED where it asked or only answered.
   */
  static List<RevisionView> of(EditOutcome outcome) {
    List<RevisionView> made = outcome.revisions();
    if (!outcome.outcome().equals(EditOutcome.COMPLETED) || made.isEmpty()) {
      throw new EditorException(
          ProblemCode.EDIT_REFUSED,
          "Nothing was edited. Chatbrush says: "
              + (outcome.message() == null ? outcome.outcome() : outcome.message().text()));
    }
    Integer parent = made.get(made.size() - 1).parent();
    return made.stream().filter(each -> Objects.equals(each.parent(), parent)).toList();
  }

  /** One of them as a file; as large as a download, so one at a time. */
  ImageFile file(SessionId session, RevisionView view, EditForm form) {
    Revision revision = histories.get(session).revision(view.number());
    return new ImageFile(
        pictures.scaled(revision.image(), maxSide(view, form), made -> encoded(made, form)),
        view.transparent());
  }

  private byte[] encoded(RgbImage made, EditForm form) {
    double chosen = form.outputCompression == null ? quality : form.outputCompression / 100.0;
    RgbImage shown = format(form) == ImageFormat.JPEG ? made.on(RgbImage.WHITE) : made;
    return ImageEncoder.encode(shown, format(form), chosen);
  }

  private static ImageFormat format(EditForm form) {
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
