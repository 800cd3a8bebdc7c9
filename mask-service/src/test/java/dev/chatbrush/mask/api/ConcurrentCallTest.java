package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.ListenableFuture;
import dev.chatbrush.contracts.mask.PrepareReply;
import dev.chatbrush.contracts.mask.PrepareRequest;
import dev.chatbrush.contracts.mask.SegmentReply;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.triton.Tensor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConcurrentCallTest extends MaskCallTestCase {
  @Test
  void manyWhoAskForOnePictureShareOneEncode() throws Exception {
    Picture picture = MaskClient.picture(90, 70, 0x101010);
    CountDownLatch release = new CountDownLatch(1);
    holdEncoder(release);
    int before = triton.encoder().received().size();

    List<ListenableFuture<PrepareReply>> replies = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      replies.add(client.future().prepare(prepare(picture)));
    }
    ListenableFuture<SegmentReply> click =
        client.future().segment(MaskClient.request(picture, MaskClient.click(5, 5), "", 0));
    release.countDown();

    for (ListenableFuture<PrepareReply> reply : replies) {
      assertThat(reply.get(20, TimeUnit.SECONDS).getWidth()).isEqualTo(90);
    }
    assertThat(click.get(20, TimeUnit.SECONDS).hasMask()).isTrue();
    assertThat(triton.encoder().received()).hasSize(before + 1);
  }

  @Test
  void aClickDoesNotWaitBehindEncodes() throws Exception {
    Picture ready = MaskClient.picture(90, 70, 0x111111);
    client.blocking().prepare(prepare(ready));
    CountDownLatch release = new CountDownLatch(1);
    holdEncoder(release);
    List<ListenableFuture<SegmentReply>> cold = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Picture other = MaskClient.picture(90, 70, 0x120000 + i);
      cold.add(client.future().segment(MaskClient.request(other, MaskClient.click(5, 5), "", 0)));
    }

    SegmentReply warm = client.segment(MaskClient.byName(ready), MaskClient.click(40, 40));

    assertThat(warm.hasMask()).isTrue();
    assertThat(cold).noneMatch(ListenableFuture::isDone);
    release.countDown();
    for (ListenableFuture<SegmentReply> reply : cold) {
      assertThat(reply.get(20, TimeUnit.SECONDS).hasMask()).isTrue();
    }
  }

  @Test
  void aNewerClickOfTheSessionWithdrawsTheOlderOne() throws Exception {
    Picture picture = MaskClient.picture(90, 70, 0x131313);
    client.blocking().prepare(prepare(picture));
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch withdrawn = new CountDownLatch(1);
    stallDecoderOnce(reached, withdrawn);
    ListenableFuture<SegmentReply> older =
        client.future().segment(MaskClient.request(picture, MaskClient.click(5, 5), "turns", 1));
    assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();

    SegmentReply newer =
        client.blocking().segment(MaskClient.request(picture, MaskClient.click(9, 9), "turns", 2));

    assertThat(newer.getSequence()).isEqualTo(2);
    StatusRuntimeException thrown = problemOf(older);
    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
    assertThat(MaskClient.codeOf(thrown)).isEqualTo("SELECTION_STALE");
    assertThat(withdrawn.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCallerWhoHangsUpWithdrawsTheModelCall() throws Exception {
    Picture picture = MaskClient.picture(90, 70, 0x141414);
    client.blocking().prepare(prepare(picture));
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch withdrawn = new CountDownLatch(1);
    stallDecoderOnce(reached, withdrawn);
    ListenableFuture<SegmentReply> call =
        client.future().segment(MaskClient.request(picture, MaskClient.click(5, 5), "", 0));
    assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();

    call.cancel(true);

    assertThat(withdrawn.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private void stallDecoderOnce(CountDownLatch reached, CountDownLatch withdrawn) {
    triton
        .decoder()
        .next(
            call -> {
              reached.countDown();
              call.awaitCancel();
              withdrawn.countDown();
            });
  }

  private void holdEncoder(CountDownLatch release) {
    triton
        .encoder()
        .behaves(
            call -> {
              release.await();
              call.reply(Tensor.ofFp32("image_embeddings", new float[4], 4));
            });
  }

  private static StatusRuntimeException problemOf(ListenableFuture<SegmentReply> reply) {
    ExecutionException thrown =
        catchThrowableOfType(ExecutionException.class, () -> reply.get(20, TimeUnit.SECONDS));
    return (StatusRuntimeException) thrown.getCause();
  }

  private static PrepareRequest prepare(Picture picture) {
    return PrepareRequest.newBuilder().setPicture(picture).build();
  }
}
