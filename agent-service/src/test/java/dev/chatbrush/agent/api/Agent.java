package dev.chatbrush.agent.api;

import com.google.protobuf.ByteString;
import dev.chatbrush.contracts.agent.AgentServiceGrpc;
import dev.chatbrush.contracts.agent.PlanReply;
import dev.chatbrush.contracts.agent.PlanRequest;
import dev.chatbrush.contracts.agent.RunEvent;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.agent.Step;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.contracts.wire.MessageSize;
import dev.chatbrush.contracts.wire.PictureHash;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.Rle;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Speaks to a running agent-service as the gateway does. */
public final class Agent implements AutoCloseable {

  private final String address;
  private ManagedChannel channel;

  public Agent(String address) {
    this.address = address;
  }

  public AgentServiceGrpc.AgentServiceBlockingStub stub() {
    if (channel == null) {
      channel =
          Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
              .maxInboundMessageSize(MessageSize.MAX_BYTES)
              .build();
    }
    return AgentServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  public PlanReply plan(String text, boolean hasMask) {
    return stub()
        .plan(
            PlanRequest.newBuilder()
                .setText(text)
                .setHasMask(hasMask)
                .setCanUndo(true)
                .setCanRedo(true)
                .build());
  }

  /** All events; the bytes are sent only when they are asked for. */
  public List<RunEvent> run(RunRequest request, byte[] picture) {
    List<RunEvent> events = collect(request);
    if (!events.isEmpty() && events.get(0).hasImageNeeded()) {
      Picture filled =
          request.getPicture().toBuilder().setContent(ByteString.copyFrom(picture)).build();
      return collect(request.toBuilder().setPicture(filled).build());
    }
    return events;
  }

  private List<RunEvent> collect(RunRequest request) {
    List<RunEvent> events = new ArrayList<>();
    Iterator<RunEvent> answers = stub().run(request);
    answers.forEachRemaining(events::add);
    return events;
  }

  /** A request without the picture's bytes. */
  public static RunRequest.Builder request(byte[] picture, Step step) throws Exception {
    String sha256 = PictureHash.of(picture);
    return RunRequest.newBuilder().setPicture(Picture.newBuilder().setSha256(sha256)).setStep(step);
  }

  public static dev.chatbrush.contracts.picture.Rle rle(Mask mask) {
    Rle rle = Rle.of(mask);
    return dev.chatbrush.contracts.picture.Rle.newBuilder()
        .setHeight(rle.height())
        .setWidth(rle.width())
        .addAllCounts(Arrays.stream(rle.counts()).boxed().toList())
        .build();
  }

  public static Mask mask(dev.chatbrush.contracts.picture.Rle rle) {
    int[] counts = rle.getCountsList().stream().mapToInt(Integer::intValue).toArray();
    return new Rle(rle.getHeight(), rle.getWidth(), counts).toMask();
  }

  public static Step step(String tool, String prompt, boolean usesMask) {
    return Step.newBuilder().setTool(tool).setPrompt(prompt).setUsesMask(usesMask).build();
  }

  @Override
  public void close() {
    if (channel != null) {
      channel.shutdownNow();
    }
  }
}
