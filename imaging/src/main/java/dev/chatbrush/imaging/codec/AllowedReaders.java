package dev.chatbrush.imaging.codec;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * The only ImageIO readers that ever see a person's bytes; WebP's is {@link Libwebp}'s. {@code
 * ImageIO.read} would choose among all that the JDK and the class path offer (BMP, TIFF, GIF …);
 * here a registry of our own holds two.
 */
final class AllowedReaders {
  private static final String JDK_JPEG = "com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi";
  private static final ImageReaderSpi JPEG = jpegReader();

  private AllowedReaders() {}

  static ImageReader jpeg() {
    try {
      return JPEG.createReaderInstance();
    } catch (IOException e) {
      throw new UncheckedIOException("no reader for JPEG", e);
    }
  }

  /** TwelveMonkeys' reader adds CMYK and profiles to the JDK's, which it finds in its registry. */
  private static ImageReaderSpi jpegReader() {
    ServiceRegistry registry =
        new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
    registry.registerServiceProvider(jdkJpegReader(), ImageReaderSpi.class);
    JPEGImageReaderSpi reader = new JPEGImageReaderSpi();
    registry.registerServiceProvider(reader, ImageReaderSpi.class);
    return reader;
  }

  private static ImageReaderSpi jdkJpegReader() {
    Iterator<ImageReaderSpi> all =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
    while (all.hasNext()) {
      ImageReaderSpi provider = all.next();
      if (provider.getClass().getName().equals(JDK_JPEG)) {
        return provider;
      }
    }
    throw new IllegalStateException(
        "this Java lacks " + JDK_JPEG + "; use a JDK with the module java.desktop");
  }
}
