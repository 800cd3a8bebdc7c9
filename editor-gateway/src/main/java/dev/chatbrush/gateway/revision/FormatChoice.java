package dev.chatbrush.gateway.revision;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which format a client gets: what it names, else the best that it accepts, else PNG. */
public final class FormatChoice {
  private FormatChoice() {}

  /**
   * @param format of the query, null when not given
   * @param accept the header (RFC 9110, 12.5.1), null when not given
   */
  public static ImageFormat choose(String format, String accept) {
    if (format != null) {
      return named(format);
    }
    if (accept == null || accept.isBlank()) {
      return ImageFormat.PNG;
    }
    double best = 0;
    ImageFormat choice = null;
    for (ImageFormat candidate : ImageFormat.values()) {
      double quality = quality(accept, candidate.mediaType());
      if (quality > best) {
        best = quality;
        choice = candidate;
      }
    }
    return Optional.ofNullable(choice)
        .orElseThrow(
            () ->
                new EditorException(
                    ProblemCode.NOT_ACCEPTABLE,
                    "A picture can be sent as image/png, image/jpeg or image/webp."));
  }

  private static ImageFormat named(String format) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "png" -> ImageFormat.PNG;
      case "jpeg", "jpg" -> ImageFormat.JPEG;
      case "webp" -> ImageFormat.WEBP;
      default ->
          throw new EditorException(
              ProblemCode.VALIDATION_FAILED, "'format' must be png, jpeg or webp.");
    };
  }

  /** The weight of the most specific range that fits; 0 when none does. */
  private static double quality(String accept, String mediaType) {
    int bestLength = -1;
    double quality = 0;
    for (String part : accept.split(",")) {
      String[] pieces = part.trim().split("\\s*;\\s*");
      String range = pieces[0].toLowerCase(Locale.ROOT);
      boolean fits = range.equals(mediaType) || range.equals("image/*") || range.equals("*/*");
      if (fits && range.length() > bestLength) {
        bestLength = range.length();
        quality = weight(pieces);
      }
    }
    return quality;
  }

  private static double weight(String[] pieces) {
    return Arrays.stream(pieces)
        .skip(1)
        .filter(piece -> piece.matches("[qQ]=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)"))
        .mapToDouble(piece -> Double.parseDouble(piece.substring(2)))
        .findFirst()
        .orElse(1);
  }
}
