package dev.chatbrush.gateway.download;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.revision.FormatChoice;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.Origin;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The picture to keep. */
@Path("/api/sessions/{id}/download")
@Tag(name = "Pictures")
public class DownloadResource {
  private final HistoryService histories;
  private final Downloads downloads;

  DownloadResource(HistoryService histories, Downloads downloads) {
    this.histories = histories;
    this.downloads = downloads;
  }

  @GET
  @Operation(
      operationId = "download",
      summary = "A revision's picture as a file",
      description =
          "Upright, with the EXIF, colour profile and density of the file that was uploaded, but"
              + " without the place where it was taken.")
  @APIResponse(
      responseCode = "200",
      description = "The picture, with a file name",
      content = {
        @Content(mediaType = "image/png"),
        @Content(mediaType = "image/jpeg"),
        @Content(mediaType = "image/webp")
      })
  public Response download(
      @RestPath SessionId id,
      @Parameter(description = "Without, the head") @RestQuery @Min(1) Integer revision,
      @Parameter(
              description =
                  "Without, the one that the picture came in; PNG where that was JPEG and the"
                      + " picture is see-through now",
              schema =
                  @Schema(
                      implementation = String.class,
                      enumeration = {"png", "jpeg", "jpg", "webp"}))
          @RestQuery
          String format,
      @Parameter(description = "Of JPEG and WebP; without, the server's own", example = "92")
          @RestQuery
          @Min(1)
          @Max(100)
          Integer quality,
      @Parameter(
              description =
                  "Colour behind a see-through picture as JPEG, which knows no transparency:"
                      + " six hexadecimal digits; without, white",
              example = "ffffff")
          @RestQuery
          @Pattern(regexp = "([0-9a-fA-F]{6})?", message = "must be six hexadecimal digits")
          String background,
      @Parameter(
              description =
                  "What of the uploaded file's EXIF, profile and density to tell again; without,"
                      + " no-place",
              schema =
                  @Schema(
                      implementation = String.class,
                      enumeration = {"all", "no-place", "none"}))
          @RestQuery
          String metadata,
      @Parameter(
              description =
                  "Tell each edit's recipe in the file, prompts too, as XMP's history of events")
          @RestQuery
          @DefaultValue("false")
          boolean recipe) {
    History history = histories.get(id);
    Origin origin = histories.origin(id);
    Revision shown = revision == null ? history.head() : history.revision(revision);
    ImageFormat chosen =
        format == null ? Downloads.usualFormat(shown, origin) : FormatChoice.choose(format, null);
    Downloads.Wish wish =
        new Downloads.Wish(chosen, quality, ground(background), Metadata.named(metadata), recipe);
    byte[] file = downloads.file(history, shown, origin, wish);
    return Response.ok(file, chosen.mediaType())
        .header("Cache-Control", "no-store")
        .header(
            "Content-Disposition",
            DownloadName.contentDisposition(history.name(), shown.number(), chosen))
        .build();
  }

  private static int ground(String background) {
    return background == null || background.isEmpty()
        ? RgbImage.WHITE
        : Integer.parseInt(background, 16);
  }
}
