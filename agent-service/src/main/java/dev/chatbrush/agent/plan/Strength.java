package dev.chatbrush.agent.plan;

/**
 * How much the words ask for: "slightly", nothing said, "a lot", "completely". The English prompt
 * keeps the word, which named looks read; the two scales are for diffusion models.
 */
public enum Strength {
  SLIGHT(5.0, 1.8),
  NORMAL(7.5, 1.5),
  STRONG(9.5, 1.3),
  COMPLETE(12.0, 1.1);

  private final double guidanceScale;
  private final double imageGuidanceScale;

  Strength(double guidanceScale, double imageGuidanceScale) {
    this.guidanceScale = guidanceScale;
    this.imageGuidanceScale = imageGuidanceScale;
  }

  /** How closely the picture follows the prompt; InstructPix2Pix's default is 7.5. */
  public double guidanceScale() {
    return guidanceScale;
  }

  /** How closely the picture stays with the original; InstructPix2Pix's default is 1.5. */
  public double imageGuidanceScale() {
    return imageGuidanceScale;
  }

  public Strength stronger() {
    return values()[Math.min(ordinal() + 1, values().length - 1)];
  }

  public Strength weaker() {
    return values()[Math.max(ordinal() - 1, 0)];
  }
}
