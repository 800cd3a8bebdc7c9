package dev.chatbrush.gateway.download;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip of files that are packed already, written as it is read. Used by one thread. */
public final class StoredZip {
  private final ZipOutputStream zip;
  private final Set<String> names = new HashSet<>();

  /**
   * @param out is left open
   */
  public StoredZip(OutputStream out) {
    this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
  }

  /** Adds a file under that name. */
  public void add(String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
    names.add(name);
  }

  /** As {@link #add}; where there is one of that name, with a number before its ending. */
  public void addBeside(String name, byte[] content) throws IOException {
    int ending = name.lastIndexOf('.');
    String free = name;
    for (int number = 2; names.contains(free); number++) {
      free = "%s (%d)%s".formatted(name.substring(0, ending), number, name.substring(ending));
    }
    add(free, content);
  }

  /** To be called once, at the end. */
  public void finish() throws IOException {
    zip.finish();
  }
}
