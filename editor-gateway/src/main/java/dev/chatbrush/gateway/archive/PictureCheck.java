package dev.chatbrush.gateway.archive;

import dev.chatbrush.gateway.revision.DecodeGate;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.KeptNotes;
import dev.chatbrush.imaging.codec.file.DecodeLimits;
import dev.chatbrush.imaging.codec.file.ImageException;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import dev.chatbrush.imaging.codec.png.GrayPng;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether a manifest's files are what it says: decoded whole, of that size, as opaque as told. */
final class PictureCheck {
  private final Map<BlobId, List<Use>> uses = new HashMap<>();
  private final DecodeGate gate;

  PictureCheck(Manifest manifest, DecodeGate gate) {
    this.gate = gate;
    for (Revision revision : manifest.revisions()) {
      use(revision.image(), picture(revision.width(), revision.height(), revision.seeThrough()));
      if (revision.parent() != null) {
        Revision parent = manifest.revisions().get(revision.parent() - 1);
        Use mask = file -> GrayPng.decode(file, parent.width(), parent.height());
        use(revision.mask(), mask);
        use(revision.grownMask(), mask);
      }
    }
    manifest
        .references()
        .forEach(
            reference ->
                use(
                    reference.image(),
                    picture(reference.width(), reference.height(), reference.seeThrough())));
    use(manifest.origin().notes(), KeptNotes::unpack);
  }

  /** Fails with ImageException or IllegalArgumentException where the file does not serve it. */
  @FunctionalInterface
  private interface Use {
    void check(byte[] file);
  }

  private void use(BlobId file, Use use) {
    if (file != null) {
      uses.computeIfAbsent(file, any -> new ArrayList<>()).add(use);
    }
  }

  private Use picture(int width, int height, boolean seeThrough) {
    return file ->
        gate.decoding(
            file,
            () -> {
              RgbImage image = ImageDecoder.decode(file, DecodeLimits.STORED);
              boolean same =
                  image.width() == width
                      && image.height() == height
                      && image.isSeeThrough() == seeThrough;
              if (!same) {
                throw new IllegalArgumentException("it is another picture");
              }
              return null;
            });
  }

  /** Fails with ARCHIVE_INVALID. */
  void check(BlobId id, byte[] file) {
    try {
      DecodeLimits.STORED.requireBytes(file.length);
      boolean png = ImageDecoder.readHeader(file).format() == ImageFormat.PNG;
      if (!png) {
        throw new IllegalArgumentException("it is no PNG");
      }
      uses.getOrDefault(id, List.of()).forEach(use -> use.check(file));
    } catch (ImageException | IllegalArgumentException e) {
      throw ArchiveProblems.invalid(
          "%s is not what manifest.json says: %s.".formatted(Archive.path(id), e.getMessage()), e);
    }
  }
}
