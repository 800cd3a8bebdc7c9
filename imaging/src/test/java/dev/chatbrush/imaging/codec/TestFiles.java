package dev.chatbrush.imaging.codec;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Picture files of every sort, put together in code. */
final class TestFiles {
  private static final int AFTER_PNG_HEADER = 33;
  private static final int AFTER_JPEG_START = 2;

  private TestFiles() {}

  /** Written by the JDK, so that our reader is held against another's writer. */
  static byte[] jdkPng(BufferedImage image, boolean interlaced) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setProgressiveMode(
        interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    }
    return bytes.toByteArray();
  }

  static byte[] pngChunk(String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    return bytes(
        out -> {
          out.writeInt(content.length);
          out.write(name);
          out.write(content);
          out.writeInt((int) crc.getValue());
        });
  }

  /** A header and pixel data, nothing else; the header need not be honest. */
  static byte[] rawPng(int width, int height, int depth, int colorType, byte[] pixelStream) {
    byte[] header =
        bytes(
            out -> {
              out.writeInt(width);
              out.writeInt(height);
              out.write(new byte[] {(byte) depth, (byte) colorType, 0, 0, 0});
            });
    return join(
        new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
        pngChunk("IHDR", header),
        pngChunk("IDAT", pixelStream),
        pngChunk("IEND", new byte[0]));
  }

  static byte[] withPngChunk(byte[] png, String type, byte[] content) {
    return insert(png, AFTER_PNG_HEADER, pngChunk(type, content));
  }

  static byte[] withJpegSegment(byte[] jpeg, int marker, byte[] content) {
    byte[] segment =
        bytes(
            out -> {
              out.write(0xff);
              out.write(marker);
              out.writeShort(content.length + 2);
              out.write(content);
            });
    return insert(jpeg, AFTER_JPEG_START, segment);
  }

  /** A TIFF block with the orientation alone. */
  static byte[] exif(int orientation, boolean littleEndian) {
    byte[] big =
        bytes(
            out -> {
              out.write(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1});
              out.writeShort(0x0112);
              out.writeShort(3);
              out.writeInt(1);
              out.writeShort(orientation);
              out.writeShort(0);
              out.writeInt(0);
            });
    byte[] little = {
      'I',
      'I',
      42,
      0,
      8,
      0,
      0,
      0,
      1,
      0,
      0x12,
      0x01,
      3,
      0,
      1,
      0,
      0,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0,
      0
    };
    return littleEndian ? little : big;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(9);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[65536];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    return bytes(
        out -> {
          for (byte[] part : parts) {
            out.write(part);
          }
        });
  }

  private static byte[] insert(byte[] file, int at, byte[] part) {
    return bytes(
        out -> {
          out.write(file, 0, at);
          out.write(part);
          out.write(file, at, file.length - at);
        });
  }

  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
