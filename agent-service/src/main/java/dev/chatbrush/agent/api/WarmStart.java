package dev.chatbrush.agent.api;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.chatbrush.agent.catalogue.ToolCatalogue;
import dev.chatbrush.agent.llm.MessagePlanner;
import dev.chatbrush.calls.WarmUp;
import dev.chatbrush.contracts.agent.PlanRequest;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once messages were understood and an edit was read, or when that takes too long. The rules
 * read them, for a language model costs money; nothing is run, kept or counted.
 */
@Readiness
@ApplicationScoped
class WarmStart implements HealthCheck {
  private static final List<String> MESSAGES =
      List.of("erase this and make it black and white", "이거 지우고 흑백으로 바꿔줘");

  private final MessagePlanner planner;
  private final ToolCatalogue catalogue;
  private final WarmUpConfig config;
  private volatile WarmUp warmUp;

  WarmStart(MessagePlanner planner, ToolCatalogue catalogue, WarmUpConfig config) {
    this.planner = planner;
    this.catalogue = catalogue;
    this.config = config;
  }

  void begin(@Observes StartupEvent started) {
    warmUp = WarmUp.start(config.longest(), List.of(this::understand, this::read));
  }

  @Override
  public HealthCheckResponse call() {
    WarmUp running = warmUp;
    return HealthCheckResponse.named("warm-up").status(running != null && running.isOver()).build();
  }

  void understand() {
    for (String message : MESSAGES) {
      PlanRequest request = PlanRequest.newBuilder().setText(message).setHasMask(true).build();
      PlanMessages.reply(planner.byRules(PlanMessages.context(request), catalogue.snapshot()))
          .toByteString();
    }
  }

  /** A run from its message to what a tool is given. */
  void read() {
    byte[] png = ImageEncoder.png(RgbImage.filled(640, 480, 90, 120, 150));
    RunRequest.Builder request = RunRequest.newBuilder();
    request.getStepBuilder().setTool("object_erase").setUsesMask(true);
    request
        .getMaskBuilder()
        .setHeight(480)
        .setWidth(640)
        .addCounts(1000)
        .addCounts(200)
        .addCounts(480 * 640 - 1200);
    RunMessages.request(asReceived(request.build()), png, List.of());
  }

  private static RunRequest asReceived(RunRequest sent) {
    try {
      return RunRequest.parseFrom(sent.toByteString());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message cannot be read back", e);
    }
  }
}
