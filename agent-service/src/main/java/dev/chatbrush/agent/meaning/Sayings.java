package dev.chatbrush.agent.meaning;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What people say of the usual tools, with its vectors as a family of encoders gives them: they
 * hold a sentence back from a tool of which it only sounds a little. Recorded, since a start should
 * not cost the thousand sentences' encoding. Immutable.
 */
final class Sayings {
  private final List<String> sentences = new ArrayList<>();
  private final List<byte[]> vectors = new ArrayList<>(); // 1/4 of what floats would take
  private final List<Double> lengths = new ArrayList<>();

  private Sayings() {}

  /** Those recorded with that family ({@code /meaning/FAMILY.tsv}); empty for an unknown one. */
  static Optional<Sayings> of(String family) {
    String path = "/meaning/" + family + ".tsv";
    try (InputStream in = Sayings.class.getResourceAsStream(path)) {
      return in == null ? Optional.empty() : Optional.of(read(in));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /** Lines of a sentence, a tab, and its vector: signed bytes of any scale, in Base64. */
  static Sayings read(InputStream in) throws IOException {
    Sayings sayings = new Sayings();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          int tab = line.indexOf('\t');
          sayings.add(line.substring(0, tab), Base64.getDecoder().decode(line.substring(tab + 1)));
        }
      }
    }
    return sayings;
  }

  private void add(String sentence, byte[] vector) {
    double squares = 0;
    for (byte value : vector) {
      squares += value * value;
    }
    sentences.add(sentence);
    vectors.add(vector);
    lengths.add(Math.sqrt(squares));
  }

  /**
   * How near the nearest saying other than these words lies: the cosine, -1 where there is none.
   */
  double nearest(float[] vector, String words) {
    double best = -1;
    for (int i = 0; i < vectors.size(); i++) {
      double cosine = dot(vectors.get(i), vector) / lengths.get(i);
      if (cosine > best && !sentences.get(i).equals(words)) {
        best = cosine;
      }
    }
    return best;
  }

  private static double dot(byte[] one, float[] other) {
    float sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
