package dev.chatbrush.gateway.mcp;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.owner.SessionAccess;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.revision.Variant;
import dev.chatbrush.gateway.revision.Variants;
import dev.chatbrush.gateway.session.SessionService;
import dev.chatbrush.gateway.session.SessionView;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import io.quarkiverse.mcp.server.ImageContent;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.Map;

/** Pictures in and out. Blocking. */
@ApplicationScoped
public class PictureTools {
  private final SessionService sessions;
  private final HistoryService histories;
  private final Variants variants;
  private final SessionAccess access;
  private final Answers answers;

  public PictureTools(
      SessionService sessions,
      HistoryService histories,
      Variants variants,
      SessionAccess access,
      Answers answers) {
    this.sessions = sessions;
    this.histories = histories;
    this.variants = variants;
    this.access = access;
    this.answers = answers;
  }

  /** What open_picture answers. */
  record Opened(String session, int width, int height) {}

  @Tool(
      name = "open_picture",
      description =
          "Opens a photo for editing and returns its session, which all other tools need, and its"
              + " size. Coordinates of the other tools are pixels of the picture as it is: of this"
              + " size until an edit, undo or redo answers another one.",
      annotations = @Tool.Annotations(title = "Open a picture", destructiveHint = false))
  ToolResponse open(
      @ToolArg(description = "The file (PNG, JPEG or WebP, at most 40 megapixels) in base64")
          String image,
      @ToolArg(description = "The file's name", required = false, defaultValue = "picture")
          String name) {
    return answers.json(
        () -> {
          SessionView session = sessions.create(name, decoded(image));
          return new Opened(session.id(), session.revision().width(), session.revision().height());
        });
  }

  private static byte[] decoded(String image) {
    try {
      return Base64.getMimeDecoder().decode(image);
    } catch (IllegalArgumentException e) {
      throw new EditorException(
          ProblemCode.IMAGE_INVALID,
          "'image' must be the file's bytes in base64 (RFC 4648); decoding failed: "
              + e.getMessage(),
          Map.of(),
          e);
    }
  }

  @Tool(
      name = "get_picture",
      description = "Returns the picture as it is now.",
      annotations =
          @Tool.Annotations(
              title = "Get the picture",
              readOnlyHint = true,
              destructiveHint = false,
              idempotentHint = true))
  ToolResponse picture(
      @ToolArg(description = "The session of open_picture") String session,
      @ToolArg(description = "png (exact), jpeg or webp", required = false, defaultValue = "png")
          String format,
      @ToolArg(
              description = "Longest side in pixels; 0 = full size",
              required = false,
              defaultValue = "0")
          int maxSide) {
    return answers.response(
        () -> {
          ImageFormat chosen = format(format);
          Revision head = histories.get(access.view(session)).head();
          byte[] file = variants.bytes(new Variant(head.image(), chosen, side(maxSide)));
          String data = Base64.getEncoder().encodeToString(file);
          return ToolResponse.success(new ImageContent(data, chosen.mediaType()));
        });
  }

  private static ImageFormat format(String name) {
    for (ImageFormat format : ImageFormat.values()) {
      if (format.name().equalsIgnoreCase(name)) {
        return format;
      }
    }
    throw new EditorException(
        ProblemCode.VALIDATION_FAILED, "'format' must be png, jpeg or webp, got " + name + ".");
  }

  private static int side(int maxSide) {
    if (maxSide < 0 || maxSide > 12_000) {
      throw new EditorException(
          ProblemCode.VALIDATION_FAILED, "'maxSide' must be 0 to 12000, got " + maxSide + ".");
    }
    return maxSide;
  }
}
