package dev.chatbrush.gateway.archive;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.imaging.codec.file.DecodeLimits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A session's file that somebody has sent, as far as it can be trusted: every name has one of two
 * forms and is no path of ours, comes once, and tells its size before anything is unpacked. Used by
 * one thread.
 */
final class Archive implements AutoCloseable {
  static final String MANIFEST = "manifest.json";

  /** Of a picture, a mask, or what is kept of an uploaded file's notes. */
  static String path(BlobId file) {
    return "pictures/" + file.value() + ".png";
  }

  private static final Pattern PATH = Pattern.compile("pictures/([0-9a-f]{64})\\.png");
  private static final long LARGEST_MANIFEST = 8 << 20;

  private final ZipFile zip;
  private final Map<BlobId, ZipEntry> files = new HashMap<>();
  private ZipEntry manifest;

  private Archive(ZipFile zip) {
    this.zip = zip;
  }

  /**
   * Opens it and looks at what it holds.
   *
   * @param maxUnpacked bytes that all may have together
   * @throws EditorException ARCHIVE_INVALID, ARCHIVE_TOO_LARGE
   */
  static Archive open(Path file, long maxUnpacked) {
    Archive archive;
    try {
      EndRecord.require(file);
      archive = new Archive(new ZipFile(file.toFile(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw ArchiveProblems.invalid("The file is no zip, or is cut off.", e);
    }
    try {
      archive.look(maxUnpacked);
      return archive;
    } catch (RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  private void look(long maxUnpacked) {
    EndRecord.requireFiles(zip.size());
    zip.stream().forEach(this::add);
    if (manifest == null) {
      throw ArchiveProblems.invalid("It holds no %s.".formatted(MANIFEST));
    }
    long bytes = manifest.getSize() + files.values().stream().mapToLong(ZipEntry::getSize).sum();
    if (bytes > maxUnpacked) {
      throw ArchiveProblems.tooLarge(bytes, Math.min(maxUnpacked, Integer.MAX_VALUE));
    }
  }

  private void add(ZipEntry entry) {
    Matcher name = PATH.matcher(entry.getName());
    boolean known = name.matches();
    if (entry.getSize() < 0 || !known && !entry.getName().equals(MANIFEST)) {
      throw ArchiveProblems.invalid(
          "It may hold %s and pictures/SHA-256.png with their sizes, nothing else."
              .formatted(MANIFEST));
    }
    requireSize(entry, known ? DecodeLimits.STORED.maxBytes() : LARGEST_MANIFEST);
    ZipEntry before = known ? files.put(new BlobId(name.group(1)), entry) : manifest;
    if (before != null) {
      throw ArchiveProblems.invalid("It holds %s twice.".formatted(entry.getName()));
    }
    manifest = known ? manifest : entry;
  }

  private static void requireSize(ZipEntry entry, long most) {
    if (entry.getSize() > most) {
      throw ArchiveProblems.invalid(
          "%s has %.1f MB; at most %d are taken."
              .formatted(entry.getName(), entry.getSize() / 1048576.0, most >> 20));
    }
  }

  Set<BlobId> files() {
    return files.keySet();
  }

  long size(BlobId file) {
    return files.get(file).getSize();
  }

  long manifestSize() {
    return manifest.getSize();
  }

  /** What {@link #MANIFEST} holds; fails with ARCHIVE_INVALID. */
  byte[] manifest() {
    return read(manifest);
  }

  /** One file, checked against its name; fails with ARCHIVE_INVALID. */
  byte[] read(BlobId file) {
    byte[] content = read(files.get(file));
    if (!BlobId.of(content).equals(file)) {
      throw ArchiveProblems.invalid(
          "%s is damaged: its bytes have another SHA-256.".formatted(path(file)));
    }
    return content;
  }

  /** No more than it said it has, whatever it unpacks to. */
  private byte[] read(ZipEntry entry) {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] content = new byte[(int) entry.getSize()]; // see requireSize
      int read = in.readNBytes(content, 0, content.length);
      if (read < content.length || in.read() >= 0) {
        throw ArchiveProblems.invalid(
            "%s does not have the %d bytes that it says."
                .formatted(entry.getName(), entry.getSize()));
      }
      return content;
    } catch (ZipException | EOFException e) {
      throw ArchiveProblems.invalid("%s cannot be unpacked.".formatted(entry.getName()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
