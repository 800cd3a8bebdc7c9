package dev.chatbrush.gateway.sample;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.revision.PictureView;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The photos in this program's jar, for a first look without an upload. */
@ApplicationScoped
public class Samples {
  private static final String FOLDER = "samples/";

  /** Longest sides of thumbnails, in pixels: cards on common screens and on fine ones. */
  private static final List<Integer> SIDES = List.of(160, 320, 640);

  private static final double QUALITY = 0.8;

  private final List<Sample> samples;
  private final Map<String, byte[]> thumbnails = new ConcurrentHashMap<>();

  public Samples(Json json) {
    String list = new String(read("photos.json"), StandardCharsets.UTF_8);
    samples = Arrays.stream(json.read(list, Sample[].class)).filter(Sample::sample).toList();
  }

  List<SampleView> list() {
    return samples.stream().map(Sample::view).toList();
  }

  Sample get(String id) {
    return samples.stream()
        .filter(sample -> sample.id().equals(id))
        .findFirst()
        .orElseThrow(() -> notFound());
  }

  private EditorException notFound() {
    String known = samples.stream().map(Sample::id).collect(Collectors.joining(", "));
    return new EditorException(ProblemCode.SAMPLE_NOT_FOUND, "The samples are: " + known + ".");
  }

  byte[] bytes(Sample sample) {
    return read(sample.file());
  }

  /** JPEG of the smallest of our sides that is not below {@code side}, else the file itself. */
  byte[] bytes(Sample sample, int side) {
    return SIDES.stream()
        .filter(one -> side <= one)
        .findFirst()
        .map(one -> thumbnails.computeIfAbsent(sample.id() + one, key -> thumbnail(sample, one)))
        .orElseGet(() -> bytes(sample));
  }

  private byte[] thumbnail(Sample sample, int side) {
    RgbImage image = ImageDecoder.decode(bytes(sample));
    return ImageEncoder.encode(PictureView.of(image, side).pixels(), ImageFormat.JPEG, QUALITY);
  }

  private static byte[] read(String file) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + file + " is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
