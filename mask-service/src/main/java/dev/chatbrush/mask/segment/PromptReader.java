package dev.chatbrush.mask.segment;

import dev.chatbrush.imaging.mask.MaskPart;
import dev.chatbrush.mask.decode.MaskDecoder;
import dev.chatbrush.mask.decode.MaskDecoder.Decoded;
import dev.chatbrush.mask.decode.MaskDecoder.Question;
import dev.chatbrush.mask.embedding.EncoderFrame;
import dev.chatbrush.mask.embedding.PictureSize;
import dev.chatbrush.mask.stroke.StrokePainter;
import dev.chatbrush.mask.telemetry.PartTimer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalInt;

/** What clicks and a box select: the decoder's answer, made tidy as far as that is wanted. */
@ApplicationScoped
class PromptReader {
  private final MaskDecoder decoder;

  PromptReader(MaskDecoder decoder) {
    this.decoder = decoder;
  }

  /**
   * @param candidate that the person chose, clicks beside it or not
   */
  SelectedMask read(Question question, OptionalInt candidate, Tidy tidy, PartTimer parts) {
    boolean asFound = tidy == Tidy.NOTHING;
    Decoded decoded = parts.time("model", () -> decoder.decode(question, asFound));
    if (asFound || candidate.isPresent()) {
      return parts.time("mask", () -> one(question, decoded, candidate, asFound));
    }
    EncoderFrame frame = question.embedding().frame();
    Clicks clicks = new Clicks(question.prompt(), new PictureSize(frame.width(), frame.height()));
    Reading reading = new Agreement(decoder, question, clicks, parts).reach(decoded);
    return parts.time(
        "mask",
        () -> {
          MaskPart mask = ThinThings.followed(reading, clicks, question.embedding().view());
          mask = StrokePainter.paint(mask, clicks.dots(mask));
          return answer(question, reading, mask, OptionalInt.of(reading.token()));
        });
  }

  /** One of the decoder's masks, whatever it leaves out. */
  private SelectedMask one(
      Question question, Decoded decoded, OptionalInt candidate, boolean asFound) {
    EncoderFrame frame = question.embedding().frame();
    int token =
        candidate.isPresent()
            ? CandidateChoice.wanted(decoded.output(), frame, candidate.getAsInt())
            : CandidateChoice.ranking(decoded.output(), frame, question.prompt()).get(0);
    Reading reading =
        asFound
            ? Reading.asFound(decoded.output(), token, frame)
            : Reading.tidied(decoded.output(), token, frame);
    return answer(question, reading, reading.mask(), decoded.agreed());
  }

  private SelectedMask answer(
      Question question, Reading reading, MaskPart mask, OptionalInt agreed) {
    decoder.remember(question, new Decoded(reading.output(), agreed), reading.token());
    CandidateChoice choice =
        CandidateChoice.of(reading.output(), question.embedding().frame(), reading.token());
    return new SelectedMask(
        mask,
        reading.score(),
        choice.candidates(),
        choice.taken(),
        SelectedMask.nameOf(question.decoder()),
        false);
  }
}
