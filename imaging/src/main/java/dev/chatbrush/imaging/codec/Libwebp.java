package dev.chatbrush.imaging.codec;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;

/**
 * libwebp's native code. It is unpacked to the disk, where it must be let run: a temporary folder
 * that is mounted noexec takes the file and not its code, so another one is looked for.
 */
public final class Libwebp {
  /** Where webp-imageio unpacks; set by an operator it stays. */
  private static final String FOLDER = "com.luciad.imageio.webp.tmpdir";

  private static boolean loaded;

  private Libwebp() {}

  /**
   * Loads it, once; later calls do nothing.
   *
   * @param further folders that will do where the temporary one lets nothing run; made when missing
   */
  public static synchronized void load(Path... further) {
    if (!loaded) {
      if (System.getProperty(FOLDER) == null) {
        System.setProperty(FOLDER, folder(further).toString());
      }
      WebPWrapper.loadNativeLibrary();
      loaded = true;
    }
  }

  static ImageReader reader() {
    load();
    return new WebPImageReaderSpi().createReaderInstance(null);
  }

  static ImageWriter writer() {
    load();
    return new WebPImageWriterSpi().createWriterInstance(null);
  }

  private static Path folder(Path... further) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    List<Path> folders = new ArrayList<>(List.of(temporary));
    folders.addAll(List.of(further));
    folders.add(Path.of(System.getProperty("user.home"), ".cache", "chatbrush"));
    return folders.stream().filter(Libwebp::letsRun).findFirst().orElse(temporary);
  }

  /** On a noexec mount no file counts as executable, whatever its mode (access(2), EACCES). */
  static boolean letsRun(Path folder) {
    try {
      Files.createDirectories(folder);
      Path probe = Files.createTempFile(folder, "probe", ".so");
      try {
        return probe.toFile().setExecutable(true) && Files.isExecutable(probe);
      } finally {
        Files.delete(probe);
      }
    } catch (IOException e) {
      return false; // full, read-only or not ours: another one may do
    }
  }
}
