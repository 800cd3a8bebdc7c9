package dev.chatbrush.gateway.selection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chatbrush.gateway.api.Which;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Everything that the person has drawn for one object, sent whole each time. Coordinates are pixels
 * of the head revision; the centre of the first pixel is (0.5, 0.5). {@code sequence} rises with
 * each request of a session; {@code uploaded} draws the strokes onto the mask that was uploaded;
 * {@code join} says how what is found joins that mask ("add" where nothing is said); {@code
 * subject} lets the service find what the picture shows, in place of points and box, and {@code
 * text} what has that name, in English or Korean: of several {@code which} or those of {@code
 * numbers}, as the answer's {@code finds} count them. {@code parts} are the drawings that the
 * uploaded mask was put together from, the first one first: they are not drawn again, but told
 * again to whoever shows the selection. The first may be a mask that nobody has drawn.
 */
@Schema(
    name = "Selection",
    example =
        """
        {"points": [{"x": 320, "y": 180.5, "label": "include"}], "box": null, "strokes": [],
         "sequence": 7}""")
public record SelectionInput(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Min(0) @Max(LAST_SEQUENCE) Long sequence,
    @Size(max = 64) List<@Valid @NotNull Point> points,
    @Schema(nullable = true) @Valid Box box,
    @Size(max = 256) List<@Valid @NotNull Stroke> strokes,
    @Schema(nullable = true) @Min(0) @Max(15) Integer candidate,
    @Schema(nullable = true) @Valid Refine refine,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean uploaded,
    @JsonInclude(JsonInclude.Include.NON_NULL) Subject subject,
    @JsonInclude(JsonInclude.Include.NON_NULL) Join join,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Size(min = 1, max = 100) @Pattern(regexp = NAME)
        String text,
    @JsonInclude(JsonInclude.Include.NON_NULL) Which which,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = 64)
        List<@NotNull @Min(1) @Max(10_000) Integer> numbers,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = 32) List<@Valid @NotNull Part> parts) {
  /** Something to read, and no control characters. */
  private static final String NAME = "^[^\\x00-\\x1f]*[^\\x00-\\x20][^\\x00-\\x1f]*$";

  /** Clients in JavaScript count exactly up to here; beyond, no later number would be larger. */
  private static final long LAST_SEQUENCE = (1L << 53) - 1;

  public SelectionInput {
    points = points == null ? List.of() : points;
    strokes = strokes == null ? List.of() : strokes;
    numbers = numbers == null ? List.of() : List.copyOf(numbers);
    parts = parts == null ? List.of() : parts;
  }

  /** Clicks, or a box. */
  public static SelectionInput pointing(List<Point> points, Box box) {
    return new SelectionInput(
        null, points, box, null, null, null, false, null, null, null, null, null, null);
  }

  public static SelectionInput of(Subject subject) {
    return new SelectionInput(
        null, null, null, null, null, null, false, subject, null, null, null, null, null);
  }

  static SelectionInput ofUploaded() {
    return new SelectionInput(
        null, null, null, null, null, null, true, null, null, null, null, null, null);
  }

  /**
   * What has that name.
   *
   * @param numbers those of these numbers; empty for what {@code which} says
   */
  public static SelectionInput named(String text, Which which, List<Integer> numbers) {
    return new SelectionInput(
        null, null, null, null, null, null, false, null, null, text, which, numbers, null);
  }

  /** What the picture shows, or everything around it. */
  public enum Subject {
    @JsonProperty("subject")
    SUBJECT,
    @JsonProperty("background")
    BACKGROUND
  }

  /** How what clicks, a box or the subject select joins the uploaded mask. */
  public enum Join {
    @JsonProperty("add")
    ADD,
    @JsonProperty("subtract")
    SUBTRACT,
    @JsonProperty("intersect")
    INTERSECT
  }

  /** Whether the model adds what is at the point, or leaves it out. */
  public enum Label {
    @JsonProperty("include")
    INCLUDE,
    @JsonProperty("exclude")
    EXCLUDE
  }

  /** A click. */
  @Schema(name = "SelectionPoint")
  public record Point(@NotNull Double x, @NotNull Double y, Label label) {
    public Point {
      label = label == null ? Label.INCLUDE : label;
    }
  }

  /** A frame around the object; x1, y1 exclusive. */
  @Schema(name = "SelectionBox")
  public record Box(
      @NotNull Double x0, @NotNull Double y0, @NotNull Double x1, @NotNull Double y1) {}

  /**
   * A line drawn with a round brush of that radius, or the area within the closed line ({@code
   * fill}, by the even-odd rule; at least three points); strokes are the mask itself.
   */
  @Schema(name = "SelectionStroke")
  public record Stroke(
      @NotNull @Size(min = 1, max = 20_000) List<@NotNull Coordinate> points,
      @NotNull @DecimalMin("0.5") @DecimalMax("4000") Double radius,
      boolean erase,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean fill) {}

  /**
   * A drawing that is part of a selection; with {@code uploaded} it joined those before it. The
   * first part may be a mask instead: {@code uploaded} with its run lengths, and nothing else.
   */
  @Schema(name = "SelectionPart")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Part(
      @Size(max = 64) List<@Valid @NotNull Point> points,
      @Valid Box box,
      @Size(max = 256) List<@Valid @NotNull Stroke> strokes,
      @Min(0) @Max(15) Integer candidate,
      @Valid Refine refine,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean uploaded,
      Subject subject,
      Join join,
      @Size(min = 1, max = 100) @Pattern(regexp = NAME) String text,
      Which which,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = 64)
          List<@NotNull @Min(1) @Max(10_000) Integer> numbers,
      @Valid RleView rle) {
    SelectionInput drawing() {
      return new SelectionInput(
          null, points, box, strokes, candidate, refine, uploaded, subject, join, text, which,
          numbers, null);
    }
  }

  /** {@code [x, y]}. */
  @Schema(type = SchemaType.ARRAY, implementation = Double.class, minItems = 2, maxItems = 2)
  public record Coordinate(double x, double y) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Coordinate of(double[] pair) {
      if (pair.length != 2) {
        throw new IllegalArgumentException("a coordinate is [x, y], got " + pair.length);
      }
      return new Coordinate(pair[0], pair[1]);
    }

    @JsonValue
    double[] pair() {
      return new double[] {x, y};
    }
  }

  /**
   * What is made tidy before all else: what a model found (no dots, in agreement with the clicks,
   * to the ends of thin things), what was drawn too (no dots), or nothing.
   */
  public enum Tidy {
    @JsonProperty("found")
    FOUND,
    @JsonProperty("all")
    ALL,
    @JsonProperty("nothing")
    NOTHING
  }

  /**
   * What is done to the mask, in this order: tidy ("found" where nothing is said), keepLargest,
   * fillHoles, smooth, dilate (negative erodes), invert, feather. Lengths in pixels.
   */
  @Schema(name = "SelectionRefine")
  public record Refine(
      @Min(-256) @Max(256) int dilate,
      @DecimalMin("0") @DecimalMax("256") double feather,
      boolean invert,
      boolean fillHoles,
      boolean keepLargest,
      @DecimalMin("0") @DecimalMax("256") double smooth,
      @JsonInclude(JsonInclude.Include.NON_NULL) Tidy tidy) {}

  boolean selectsNothing() {
    return !draws() && !uploaded;
  }

  /** Whether anything is pointed at, drawn or named. */
  boolean draws() {
    return !points.isEmpty()
        || box != null
        || !strokes.isEmpty()
        || subject != null
        || text != null;
  }

  /** Whether no more than one thing says what is to be found. */
  boolean seeksOneThing() {
    boolean points = !this.points.isEmpty() || box != null || candidate != null;
    boolean alone = subject == null && text == null;
    return alone || (subject == null || text == null) && !points;
  }

  SelectionInput withoutSequence() {
    return new SelectionInput(
        null, points, box, strokes, candidate, refine, uploaded, subject, join, text, which,
        numbers, parts);
  }
}
