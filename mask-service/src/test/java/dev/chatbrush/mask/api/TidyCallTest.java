package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.contracts.mask.Mask;
import dev.chatbrush.contracts.mask.Refine;
import dev.chatbrush.contracts.mask.Refine.Tidy;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.picture.Picture;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Masks without dots, and thin things to their ends. */
@QuarkusTest
class TidyCallTest extends GridCallTestCase {
  @Test
  void aMasksDotsAreGoneUnlessTheyAreWanted() {
    triton.decoder().behaves(call -> reply(call, withDots(LEFT)));
    Picture picture = MaskClient.picture(512, 512, 0x500001);

    Mask clean = client.segment(picture, MaskClient.click(60, 60)).getMask();
    Mask asFound =
        client.segment(picture, refined(MaskClient.click(60, 60), Tidy.NOTHING)).getMask();

    assertThat(clean.getArea()).isEqualTo(120 * 120);
    assertThat(selected(clean, 101, 101)).isTrue();
    assertThat(selected(asFound, 101, 101)).isFalse();
    assertThat(selected(clean, 401, 401)).isFalse();
    assertThat(selected(asFound, 401, 401)).isTrue();
  }

  @Test
  void whatAPersonDrewKeepsItsDotsUntilTheyAreUnwanted() {
    Picture picture = MaskClient.picture(512, 512, 0x500002);
    Selection drawn =
        Selection.newBuilder()
            .addStrokes(MaskClient.stroke(60, false, 200, 200))
            .addStrokes(MaskClient.stroke(2, true, 200, 200))
            .addStrokes(MaskClient.stroke(2, false, 400, 400))
            .build();

    Mask kept = client.segment(picture, drawn).getMask();
    Mask clean = client.segment(picture, refined(drawn, Tidy.ALL)).getMask();

    assertThat(selected(kept, 200, 200)).isFalse();
    assertThat(selected(kept, 400, 400)).isTrue();
    assertThat(selected(clean, 200, 200)).isTrue();
    assertThat(selected(clean, 400, 400)).isFalse();
  }

  @Test
  void aCandidateThatThePersonChoseStaysAsItIs() {
    triton
        .decoder()
        .behaves(call -> reply(call, cells(ALL), cells(ALL), cells(LEFT), cells(RIGHT)));
    Selection.Builder clicks =
        Selection.newBuilder().addPoints(include(100, 100)).addPoints(include(340, 340));

    Mask part =
        client
            .segment(MaskClient.picture(512, 512, 0x50000a), clicks.setCandidate(0).build())
            .getMask();

    assertThat(part.getArea()).isEqualTo(80 * 80);
  }

  @Test
  void aRefinementOfAnAgreedMaskAsksNoModel() {
    triton.decoder().behaves(call -> reply(call, hasMask(call) ? cells(ALL) : cells(MOST)));
    Picture picture = MaskClient.picture(512, 512, 0x50000b);
    Selection clicks =
        Selection.newBuilder().addPoints(include(100, 100)).addPoints(include(440, 440)).build();
    Selection grown = clicks.toBuilder().setRefine(Refine.newBuilder().setDilate(2)).build();

    Mask before =
        client.blocking().segment(MaskClient.request(picture, clicks, "agreed", 1)).getMask();
    int decodes = triton.decoder().received().size();
    Mask after =
        client.blocking().segment(MaskClient.request(picture, grown, "agreed", 2)).getMask();

    assertThat(triton.decoder().received()).hasSize(decodes);
    assertThat(before.getArea()).isEqualTo(440 * 440);
    assertThat(after.getArea()).isGreaterThan(443 * 443);
  }

  @Test
  void aWireOfWhichTheDecoderHasAPieceIsFollowedToItsEnds() {
    int[] piece = {60, 99, 140, 101};
    triton.decoder().behaves(call -> reply(call, cells(piece)));
    Picture wire = wire();

    Mask found = client.segment(wire, MaskClient.click(200, 200.5)).getMask();
    Mask asFound =
        client.segment(wire, refined(MaskClient.click(200, 200.5), Tidy.NOTHING)).getMask();

    assertThat(found.getBounds().getX0()).isZero();
    assertThat(found.getBounds().getX1()).isEqualTo(512);
    assertThat(asFound.getBounds().getX0()).isGreaterThan(110);
  }

  @Test
  void aClickOnAWireTakesTheWireAndNotTheSkyBehindIt() {
    int[] piece = {60, 99, 140, 101};
    triton.decoder().behaves(call -> reply(call, cells(ALL), cells(ALL), cells(piece), cells(ALL)));

    Mask wire = client.segment(wire(), MaskClient.click(200, 200.5)).getMask();
    Mask sky = client.segment(wire(), MaskClient.click(200, 300)).getMask();

    assertThat(wire.getBounds().getX1()).isEqualTo(512);
    assertThat(wire.getArea()).isLessThan(512 * 8);
    assertThat(sky.getArea()).isEqualTo(440 * 440);
  }
}
