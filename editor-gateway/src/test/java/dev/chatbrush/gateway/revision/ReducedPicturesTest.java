package dev.chatbrush.gateway.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReducedPicturesTest {
  private static final int ALIKE = 4; // of 255: each step rounds

  private final RgbImage large = waves(3000, 2000);

  @Test
  void whateverIsAskedOfALargePictureItIsReadOnce() {
    OnePicture blobs = new OnePicture(ImageEncoder.png(large));
    ReducedPictures reduced = reduced(blobs);
    BlobId image = BlobId.of(blobs.content);

    assertThat(reduced.view(image, 1024).pixels().width()).isEqualTo(1024);
    for (int side : new int[] {160, 320, 512, 513, 1600, 2048}) {
      assertThat(scaled(reduced, image, side).width()).isEqualTo(side);
    }
    assertThat(blobs.reads).hasValue(1);
  }

  @Test
  void ofANewPictureItIsNotRead() {
    OnePicture blobs = new OnePicture(ImageEncoder.png(large));
    ReducedPictures reduced = reduced(blobs);
    BlobId image = BlobId.of(blobs.content);

    reduced.keep(image, Reduced.of(large));

    assertThat(scaled(reduced, image, 1600).width()).isEqualTo(1600);
    assertThat(reduced.view(image, 1024).width()).isEqualTo(3000);
    assertThat(blobs.reads).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {160, 320, 1600, 2048, 2049, 2999})
  void aLargePictureLooksAsIfItWereScaledAtOnce(int side) {
    OnePicture blobs = new OnePicture(ImageEncoder.png(large));

    RgbImage small = scaled(reduced(blobs), BlobId.of(blobs.content), side);

    assertThat(difference(small, Reduced.scaled(large, side)))
        .as("side %d", side)
        .isLessThan(ALIKE);
  }

  @ParameterizedTest
  @ValueSource(ints = {160, 320, 700, 1000, 2048, 4000})
  void aSmallPictureIsScaledAtOnce(int side) {
    RgbImage picture = waves(1000, 400);
    OnePicture blobs = new OnePicture(ImageEncoder.png(picture));

    RgbImage small = scaled(reduced(blobs), BlobId.of(blobs.content), side);

    assertThat(small).isEqualTo(Reduced.scaled(picture, side));
  }

  @Test
  void aPictureBetweenIsScaledFromWhatIsStored() {
    RgbImage picture = waves(1900, 700);
    OnePicture blobs = new OnePicture(ImageEncoder.png(picture));

    RgbImage small = scaled(reduced(blobs), BlobId.of(blobs.content), 1600);

    assertThat(small).isEqualTo(Reduced.scaled(picture, 1600));
  }

  @Test
  void whatModelsSeeIsScaledFromThePictureItself() {
    OnePicture blobs = new OnePicture(ImageEncoder.png(large));

    PictureView view = reduced(blobs).view(BlobId.of(blobs.content), 1024);
    PictureView other = reduced(blobs).view(BlobId.of(blobs.content), 600);

    assertThat(view.pixels()).isEqualTo(PictureView.of(large, 1024).pixels());
    assertThat(other.pixels()).isEqualTo(PictureView.of(large, 600).pixels());
  }

  private static RgbImage scaled(ReducedPictures reduced, BlobId image, int side) {
    return reduced.scaled(image, side, Function.identity());
  }

  private static ReducedPictures reduced(OnePicture blobs) {
    RevisionConfig config = TestConfig.of(Map.of());
    return new ReducedPictures(blobs, new DecodeGate(config), config);
  }

  /** Smooth, with detail that a scaled picture still shows. */
  private static RgbImage waves(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % width;
      int y = i / 3 / width;
      rgb[i] = (byte) (128 + 60 * Math.sin(x / 9.0 + i % 3) + 60 * Math.cos(y / 13.0));
    }
    return new RgbImage(width, height, rgb);
  }

  private static int difference(RgbImage one, RgbImage other) {
    int most = 0;
    for (int i = 0; i < one.rgb().length; i++) {
      most = Math.max(most, Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff)));
    }
    return most;
  }
}
