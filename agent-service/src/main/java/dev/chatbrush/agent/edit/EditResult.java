package dev.chatbrush.agent.edit;

import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.triton.ModelId;
import java.util.Map;
import java.util.Optional;

/**
 * A finished edit.
 *
 * @param png of the input's size, unless {@code anySize}
 * @param sha256 of {@code png}
 * @param grownMask the mask as it was locked; empty for the whole picture
 * @param anySize whether the picture was cropped, turned or scaled, so that nothing of it need be
 *     where it was
 * @param seeThrough whether it is not opaque everywhere
 * @param seed what the model drew from
 * @param parameters what the edit was made with, for running it again
 * @param timingsMillis milliseconds by part: agent-queue, decode, crop, triton-queue, model,
 *     stitch, encode
 * @param variation from 0
 * @param suggestion what the person may want to edit as well
 */
public record EditResult(
    byte[] png,
    String sha256,
    int width,
    int height,
    Optional<Mask> grownMask,
    boolean anySize,
    boolean seeThrough,
    long seed,
    ModelId model,
    Map<String, String> parameters,
    Map<String, Double> timingsMillis,
    int variation,
    Optional<Suggestion> suggestion) {
  public EditResult {
    parameters = Map.copyOf(parameters);
    timingsMillis = Map.copyOf(timingsMillis);
  }
}
