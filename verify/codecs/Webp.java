import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.Libwebp;
import java.nio.file.Path;

/** Writes and reads a WebP in memory: Webp FOLDER, where native code may be unpacked too. */
public final class Webp {
  public static void main(String[] arguments) {
    Libwebp.load(Path.of(arguments[0]));
    byte[] file = ImageEncoder.webp(RgbImage.filled(64, 48, 200, 100, 50), 0.9);
    System.out.println(ImageDecoder.decode(file));
  }
}
