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
import java.util.Objects;
import java.util.function.Predicate;

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
    lookedAt(manifest);
    use(manifest.origin().notes(), KeptNotes::unpack);
  }

  /** Of what is no longer among the references the manifest tells no size. */
  private void lookedAt(Manifest manifest) {
    manifest.revisions().stream()
        .map(Revision::recipe)
        .filter(Objects::nonNull)
        .flatMap(recipe -> recipe.references().stream())
        .map(BlobId::new)
        .filter(picture -> !uses.containsKey(picture))
        .distinct()
        .forEach(picture -> use(picture, file -> decoded(file, image -> true)));
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
        decoded(
            file,
            image ->
                image.width() == width
                    && image.height() == height
                    && image.isSeeThrough() == seeThrough);
  }

  private void decoded(byte[] file, Predicate<RgbImage> wanted) {
    gate.decoding(
        file,
        () -> {
          if (!wanted.test(ImageDecoder.decode(file, DecodeLimits.STORED))) {
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
