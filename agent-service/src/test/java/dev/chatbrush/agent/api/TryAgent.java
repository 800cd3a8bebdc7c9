package dev.chatbrush.agent.api;

import com.google.protobuf.TextFormat;
import dev.chatbrush.contracts.agent.PlanReply;
import dev.chatbrush.contracts.agent.Result;
import dev.chatbrush.contracts.agent.RunEvent;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.agent.Step;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Mask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Talks to a running service from a terminal: {@code HOST:PORT TEXT [PHOTO RESULT.png
 * [X,Y,RADIUS]]}. The three numbers are a disk that stands for a selection.
 */
public final class TryAgent {
  private static final TextFormat.Printer TEXT = TextFormat.printer().escapingNonAscii(false);

  private TryAgent() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2) {
      System.err.println("Usage: HOST:PORT TEXT [PHOTO RESULT.png [X,Y,RADIUS]]");
      System.exit(2);
    }
    try (Agent agent = new Agent(arguments[0])) {
      PlanReply plan = agent.plan(arguments[1], arguments.length > 4);
      System.out.println(TEXT.printToString(plan));
      System.out.println(plan.getReply() + plan.getQuestion());
      if (arguments.length > 3) {
        RgbImage image = ImageDecoder.decode(Files.readAllBytes(Path.of(arguments[2])));
        Optional<Mask> mask =
            arguments.length > 4 ? Optional.of(disk(image, arguments[4])) : Optional.empty();
        Files.write(Path.of(arguments[3]), run(agent, plan, ImageEncoder.png(image), mask));
      }
    }
  }

  private static byte[] run(Agent agent, PlanReply plan, byte[] picture, Optional<Mask> mask)
      throws Exception {
    byte[] current = picture;
    for (Step step : plan.getStepsList()) {
      RunRequest.Builder request = Agent.request(current, step);
      mask.filter(given -> step.getUsesMask())
          .ifPresent(given -> request.setMask(Agent.rle(given)));
      for (RunEvent event : agent.run(request.build(), current)) {
        if (event.hasResult()) {
          Result result = event.getResult();
          current = result.getPicture().getContent().toByteArray();
          System.out.printf(
              "%s:%s seed %d, %d bytes changed outside, ms %s%n",
              result.getModel(),
              result.getModelVersion(),
              result.getSeed(),
              result.getOutsideChanged(),
              result.getTimingsMillisMap());
        } else {
          System.out.println(TEXT.printToString(event).strip().replace('\n', ' '));
        }
      }
    }
    return current;
  }

  private static Mask disk(RgbImage image, String numbers) {
    String[] parts = numbers.split(",");
    int x = Integer.parseInt(parts[0]);
    int y = Integer.parseInt(parts[1]);
    int radius = Integer.parseInt(parts[2]);
    byte[] values = new byte[image.width() * image.height()];
    for (int i = 0; i < values.length; i++) {
      int dx = i % image.width() - x;
      int dy = i / image.width() - y;
      values[i] = (byte) (dx * dx + dy * dy <= radius * radius ? 255 : 0);
    }
    return new Mask(image.width(), image.height(), values);
  }
}
