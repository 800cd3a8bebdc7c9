package dev.chatbrush.gateway.archive;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatbrush.gateway.revision.DecodeGate;
import dev.chatbrush.gateway.session.DisplayName;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Reads a session's file, checks all it says, and stores its pictures. */
@ApplicationScoped
class ArchiveReader {
  /** What parsing takes for each byte: of {@code {},} a node with room for members. */
  private static final int MEMORY_A_BYTE = 16;

  private final BlobStore blobs;
  private final DecodeGate gate;
  private final ObjectMapper mapper;
  private final long maxUnpacked;

  ArchiveReader(BlobStore blobs, DecodeGate gate, ObjectMapper mapper, ArchiveConfig config) {
    this.blobs = blobs;
    this.gate = gate;
    this.mapper = mapper;
    this.maxUnpacked = config.maxUnpacked().asLongValue();
  }

  /**
   * The session that the file tells, its pictures stored. Fails with ARCHIVE_INVALID,
   * ARCHIVE_VERSION_UNKNOWN, ARCHIVE_TOO_LARGE.
   */
  Manifest takeIn(Path file) {
    try (Archive archive = Archive.open(file, maxUnpacked)) {
      Manifest manifest =
          gate.holding(MEMORY_A_BYTE * archive.manifestSize(), () -> parse(archive.manifest()));
      ManifestCheck.check(manifest);
      Set<BlobId> named = manifest.files();
      requireSame(named, archive.files());
      PictureCheck pictures = new PictureCheck(manifest, gate);
      for (BlobId picture : named) {
        gate.holding(archive.size(picture), () -> keep(archive, picture, pictures));
      }
      return manifest;
    }
  }

  private BlobId keep(Archive archive, BlobId picture, PictureCheck pictures) {
    byte[] content = archive.read(picture);
    pictures.check(picture, content);
    return blobs.put(content);
  }

  /** A picture that only the manifest names could be another session's. */
  private static void requireSame(Set<BlobId> named, Set<BlobId> there) {
    Set<BlobId> missing = new HashSet<>(named);
    missing.removeAll(there);
    if (!missing.isEmpty() || named.size() != there.size()) {
      throw ArchiveProblems.invalid(
          "manifest.json names %d files of which %d are missing; the zip holds %d."
              .formatted(named.size(), missing.size(), there.size()));
    }
  }

  private Manifest parse(byte[] json) {
    try {
      JsonNode tree = mapper.readTree(json);
      if (!Manifest.FORMAT.equals(tree.path("format").asText())) {
        throw ArchiveProblems.invalid(
            "manifest.json has no format '%s': it is no session.".formatted(Manifest.FORMAT));
      }
      int version = tree.path("version").asInt(0);
      if (version != Manifest.VERSION) {
        throw ArchiveProblems.version(version);
      }
      Manifest manifest = mapper.treeToValue(tree, Manifest.class);
      return named(manifest);
    } catch (JacksonException e) {
      throw ArchiveProblems.invalid(
          "manifest.json is not as docs/session-archive.md says%s.".formatted(place(e)), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String place(JacksonException failure) {
    String path =
        failure instanceof JsonMappingException mapping
            ? mapping.getPathReference().replaceAll("[\\w.$]+\\[", "[")
            : "";
    return path.isEmpty() ? "" : ", at " + path;
  }

  /** As an upload's name is made fit to be shown. */
  private static Manifest named(Manifest read) {
    return new Manifest(
        read.format(),
        read.version(),
        read.exportedAt(),
        DisplayName.clean(read.name()),
        read.createdAt(),
        read.head(),
        read.resetFrom(),
        read.origin(),
        read.revisions(),
        read.selection(),
        read.spent(),
        read.references(),
        read.edits(),
        read.messages());
  }
}
