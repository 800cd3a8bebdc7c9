package dev.chatbrush.gateway.archive;

import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.download.StoredZip;
import dev.chatbrush.gateway.revision.DecodeGate;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes a session as a zip, one picture in memory at a time. */
@ApplicationScoped
class ArchiveWriter {
  private final BlobStore blobs;
  private final DecodeGate gate;
  private final Json json;

  ArchiveWriter(BlobStore blobs, DecodeGate gate, Json json) {
    this.blobs = blobs;
    this.gate = gate;
    this.json = json;
  }

  /** Writes the manifest and the files that it names; leaves {@code out} open. */
  void write(Manifest manifest, OutputStream out) throws IOException {
    StoredZip zip = new StoredZip(out);
    zip.add(Archive.MANIFEST, json.write(manifest).getBytes(StandardCharsets.UTF_8));
    try {
      for (BlobId file : manifest.files()) {
        gate.holding(blobs.size(file), () -> add(zip, file));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    zip.finish();
  }

  private BlobId add(StoredZip zip, BlobId file) {
    try {
      zip.add(Archive.path(file), blobs.get(file));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
