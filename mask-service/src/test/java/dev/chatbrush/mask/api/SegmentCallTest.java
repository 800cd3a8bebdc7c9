package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.contracts.mask.Candidate;
import dev.chatbrush.contracts.mask.Mask;
import dev.chatbrush.contracts.mask.Point;
import dev.chatbrush.contracts.mask.PrepareReply;
import dev.chatbrush.contracts.mask.PrepareRequest;
import dev.chatbrush.contracts.mask.Refine;
import dev.chatbrush.contracts.mask.SegmentReply;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.picture.Box;
import dev.chatbrush.contracts.picture.Picture;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeTritonResource.class)
class SegmentCallTest {
  private final FakeSegmenter triton = FakeTritonResource.segmenter();
  private MaskClient client;

  @BeforeEach
  void connect() {
    triton.reset();
    client = new MaskClient();
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void aClickGivesTheMaskAroundIt() {
    Picture picture = MaskClient.picture(512, 256, 0x010101);

    SegmentReply reply = client.segment(picture, MaskClient.click(300, 120));

    Mask mask = reply.getMask();
    assertThat(mask.getRle().getWidth()).isEqualTo(512);
    assertThat(mask.getRle().getHeight()).isEqualTo(256);
    assertThat(mask.getBounds().getX0()).isBetween(266.0, 272.0);
    assertThat(mask.getBounds().getY1()).isBetween(148.0, 154.0);
    assertThat(mask.getArea()).isBetween(3600L, 4100L);
    assertThat(mask.getScore()).isEqualTo(0.9f);
    assertThat(mask.getModel()).isEqualTo("sam_decoder/1");
    assertThat(mask.getDrawn()).isFalse();
    assertThat(mask.getCandidate()).isEqualTo(1);
    assertThat(mask.getCandidatesList())
        .extracting(Candidate::getName)
        .containsExactly("part", "object", "whole");
    assertThat(reply.getTimingsMillisMap())
        .containsKeys("decode", "resize", "encode", "model", "mask");
  }

  @Test
  void aPictureTravelsOnceAndIsEncodedOnce() {
    Picture picture = MaskClient.picture(64, 64, 0x020202);
    Picture name = MaskClient.byName(picture);
    int before = triton.encoder().received().size();

    SegmentReply unknown = client.segment(name, MaskClient.click(9, 9));
    SegmentReply sent = client.segment(picture, MaskClient.click(9, 9));
    SegmentReply known = client.segment(name, MaskClient.click(9, 9));

    assertThat(unknown.getImageNeeded().getSha256()).isEqualTo(picture.getSha256());
    assertThat(unknown.hasMask()).isFalse();
    assertThat(sent.hasMask()).isTrue();
    assertThat(known.getMask()).isEqualTo(sent.getMask());
    assertThat(triton.encoder().received()).hasSize(before + 1);
  }

  @Test
  void aViewOfALargePictureGivesTheMaskThatThePictureGives() {
    Picture whole = MaskClient.picture(3000, 2000, 0x040506);
    int side =
        client
            .segment(MaskClient.byName(whole), MaskClient.click(1500, 900))
            .getImageNeeded()
            .getEnoughSide();
    Mask expected = client.segment(whole, MaskClient.click(1500, 900)).getMask();
    Picture view = MaskClient.viewOf(3000, 2000, side, 0x060504);

    SegmentReply reply = client.segment(view, MaskClient.click(1500, 900));

    assertThat(reply.getMask().getRle()).isEqualTo(expected.getRle());
    assertThat(reply.getMask().getRle().getWidth()).isEqualTo(3000);
  }

  @Test
  void aViewWithoutItsPicturesSizeIsRefused() {
    Picture view = MaskClient.viewOf(0, 0, 64, 0x070605);

    assertThatThrownBy(() -> client.segment(view, MaskClient.click(5, 5)))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            thrown -> assertThat(MaskClient.codeOf(thrown)).isEqualTo("IMAGE_INVALID"));
  }

  @Test
  void prepareTellsTheSizeAndMakesTheFirstClickWarm() {
    Picture picture = MaskClient.picture(100, 40, 0x030303);

    PrepareReply unknown = prepare(MaskClient.byName(picture));
    PrepareReply prepared = prepare(picture);
    SegmentReply reply = client.segment(MaskClient.byName(picture), MaskClient.click(50, 20));

    assertThat(unknown.hasImageNeeded()).isTrue();
    assertThat(prepared.getWidth()).isEqualTo(100);
    assertThat(prepared.getHeight()).isEqualTo(40);
    assertThat(prepared.getTimingsMillisMap()).containsKeys("decode", "resize", "encode");
    assertThat(reply.getTimingsMillisMap()).doesNotContainKey("encode");
  }

  @Test
  void aFurtherClickRefinesAndAnotherCandidateAsksNoModel() {
    Picture picture = MaskClient.picture(256, 256, 0x040404);
    Selection one = MaskClient.click(100, 100);
    Selection two =
        one.toBuilder().addPoints(Point.newBuilder().setX(9).setY(9).setExclude(true)).build();

    client.blocking().segment(MaskClient.request(picture, one, "refines", 1));
    assertThat(triton.lastDecode().input("has_mask_input").orElseThrow().asFp32())
        .containsExactly(0);
    client.blocking().segment(MaskClient.request(picture, two, "refines", 2));
    assertThat(triton.lastDecode().input("has_mask_input").orElseThrow().asFp32())
        .containsExactly(1);
    int decodes = triton.decoder().received().size();
    SegmentReply whole =
        client
            .blocking()
            .segment(
                MaskClient.request(picture, two.toBuilder().setCandidate(2).build(), "refines", 3));

    assertThat(triton.decoder().received()).hasSize(decodes);
    assertThat(whole.getMask().getCandidate()).isEqualTo(2);
    assertThat(whole.getMask().getArea()).isGreaterThan(3500);
  }

  @Test
  void clicksGoOutWithPaddingAndABoxWithItsCorners() {
    Picture picture = MaskClient.picture(512, 512, 0x050505);

    client.segment(picture, MaskClient.click(100, 100));
    assertThat(triton.lastDecode().input("point_labels").orElseThrow().asFp32())
        .containsExactly(1, -1);
    SegmentReply reply =
        client.segment(
            picture,
            Selection.newBuilder()
                .setBox(Box.newBuilder().setX0(300).setY0(200).setX1(100).setY1(50))
                .build());

    assertThat(triton.lastDecode().input("point_labels").orElseThrow().asFp32())
        .containsExactly(2, 3);
    assertThat(triton.lastDecode().input("point_coords").orElseThrow().asFp32())
        .containsExactly(199.5f, 99.5f, 599.5f, 399.5f);
    assertThat(reply.getMask().hasCandidate()).isTrue();
  }

  @Test
  void strokesAreTheMaskAndNoModelIsAsked() {
    Picture picture = MaskClient.picture(80, 60, 0x060606);
    int decodes = triton.decoder().received().size();
    int encodes = triton.encoder().received().size();

    SegmentReply reply =
        client.segment(
            picture,
            Selection.newBuilder()
                .addStrokes(MaskClient.stroke(5, false, 10, 30, 70, 30))
                .addStrokes(MaskClient.stroke(3, true, 40, 0, 40, 60))
                .build());

    Mask mask = reply.getMask();
    assertThat(mask.getDrawn()).isTrue();
    assertThat(mask.getModel()).isEqualTo("drawing");
    assertThat(mask.getScore()).isEqualTo(1);
    assertThat(mask.hasCandidate()).isFalse();
    assertThat(mask.getBounds())
        .isEqualTo(Box.newBuilder().setX0(5).setY0(25).setX1(75).setY1(35).build());
    assertThat(triton.decoder().received()).hasSize(decodes);
    assertThat(triton.encoder().received()).hasSize(encodes);
  }

  @Test
  void strokesGoOnTopOfAClick() {
    Picture picture = MaskClient.picture(512, 512, 0x070707);
    Selection click = MaskClient.click(256, 256);

    Mask plain = client.segment(picture, click).getMask();
    Mask erased =
        client
            .segment(
                picture,
                click.toBuilder()
                    .addStrokes(MaskClient.stroke(400, true, 256, 256))
                    .addStrokes(MaskClient.stroke(4, false, 20, 20))
                    .build())
            .getMask();

    assertThat(plain.getArea()).isGreaterThan(3000);
    assertThat(erased.getArea()).isBetween(40L, 60L);
    assertThat(erased.getDrawn()).isFalse();
  }

  @Test
  void anUploadedMaskIsRefinedInOrder() {
    Picture picture = MaskClient.picture(20, 10, 0x080808);
    // Columns 5 to 14 of 20, all rows.
    Selection.Builder selection = Selection.newBuilder();
    selection
        .getUploadedBuilder()
        .setWidth(20)
        .setHeight(10)
        .addCounts(50)
        .addCounts(100)
        .addCounts(50);
    Refine grown = Refine.newBuilder().setDilate(2).setInvert(true).build();

    Mask same = client.segment(picture, selection.build()).getMask();
    Mask refined = client.segment(picture, selection.setRefine(grown).build()).getMask();

    assertThat(same.getRle().getCountsList()).containsExactly(50, 100, 50);
    assertThat(refined.getArea()).isEqualTo(60);
  }

  private PrepareReply prepare(Picture picture) {
    return client.blocking().prepare(PrepareRequest.newBuilder().setPicture(picture).build());
  }
}
