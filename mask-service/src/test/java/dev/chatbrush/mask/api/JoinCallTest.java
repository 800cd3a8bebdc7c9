package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.mask.Selection.Join;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.contracts.picture.Rle;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found, and an uploaded mask that holds the left half of a picture of 512 x 512. */
@QuarkusTest
@QuarkusTestResource(FakeTritonResource.class)
class JoinCallTest {
  private static final long HALF = 256 * 512;
  private final Picture picture = MaskClient.picture(512, 512, 0x600001);
  private MaskClient client;

  @BeforeEach
  void connect() {
    FakeTritonResource.segmenter().reset();
    client = new MaskClient();
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void whatIsFoundIsAddedTakenAwayOrIntersected() {
    long found = client.segment(picture, MaskClient.click(256, 256)).getMask().getArea();

    long added = area(Join.ADD);
    long subtracted = area(Join.SUBTRACT);
    long intersected = area(Join.INTERSECT);

    assertThat(intersected).isBetween(found / 3, 2 * found / 3);
    assertThat(added).isEqualTo(HALF + found - intersected);
    assertThat(subtracted).isEqualTo(HALF - intersected);
  }

  @Test
  void oneOfTheTwoAloneIsRefused() {
    Selection click = MaskClient.click(9, 9).toBuilder().setJoin(Join.SUBTRACT).build();
    Selection mask = Selection.newBuilder().setUploaded(leftHalf()).setJoin(Join.INTERSECT).build();

    for (Selection selection : new Selection[] {click, mask}) {
      assertThatThrownBy(() -> client.segment(picture, selection))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              thrown -> assertThat(MaskClient.codeOf(thrown)).isEqualTo("SELECTION_INVALID"));
    }
  }

  private long area(Join join) {
    Selection selection =
        MaskClient.click(256, 256).toBuilder().setUploaded(leftHalf()).setJoin(join).build();
    return client.segment(picture, selection).getMask().getArea();
  }

  private static Rle leftHalf() {
    return Rle.newBuilder()
        .setWidth(512)
        .setHeight(512)
        .addCounts(0)
        .addCounts((int) HALF)
        .addCounts((int) HALF)
        .build();
  }
}
