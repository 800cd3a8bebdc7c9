package dev.chatbrush.triton;

import dev.chatbrush.triton.error.UnexpectedResponseException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** Pictures as UINT8 tensors [height, width, 3], red first, and back. */
public final class ImageTensors {
  private static final int CHANNELS = 3;

  private ImageTensors() {}

  /** The picture's colours; transparency is dropped, not blended. */
  public static Tensor of(String name, BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb =
        image.getType() == BufferedImage.TYPE_3BYTE_BGR && isWhole(image)
            ? swapped(((DataBufferByte) image.getRaster().getDataBuffer()).getData())
            : converted(image);
    return Tensor.ofUint8(name, rgb, height, width, CHANNELS);
  }

  /**
   * A picture of the tensor's colours.
   *
   * @throws UnexpectedResponseException when it is not UINT8 [height, width, 3]
   */
  public static BufferedImage toImage(Tensor tensor) {
    Shape shape = tensor.shape();
    if (tensor.type() != DataType.UINT8 || shape.rank() != 3 || shape.dim(2) != CHANNELS) {
      throw new UnexpectedResponseException(
          "expected a picture UINT8[height,width,3], found " + tensor);
    }
    int height = Math.toIntExact(shape.dim(0));
    int width = Math.toIntExact(shape.dim(1));
    if (width == 0 || height == 0) {
      throw new UnexpectedResponseException("expected a picture with pixels, found " + tensor);
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] bgr = swapped(tensor.asUint8());
    System.arraycopy(bgr, 0, target, 0, target.length);
    return image;
  }

  /** A sub-image shares the pixels of its parent, so its buffer is not only its own. */
  private static boolean isWhole(BufferedImage image) {
    return image.getRaster().getDataBuffer().getSize()
        == image.getWidth() * image.getHeight() * CHANNELS;
  }

  private static byte[] swapped(byte[] pixels) {
    byte[] out = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i += CHANNELS) {
      out[i] = pixels[i + 2];
      out[i + 1] = pixels[i + 1];
      out[i + 2] = pixels[i];
    }
    return out;
  }

  private static byte[] converted(BufferedImage image) {
    int width = image.getWidth();
    byte[] out = new byte[width * image.getHeight() * CHANNELS];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        out[at++] = (byte) (argb >> 16);
        out[at++] = (byte) (argb >> 8);
        out[at++] = (byte) argb;
      }
    }
    return out;
  }
}
