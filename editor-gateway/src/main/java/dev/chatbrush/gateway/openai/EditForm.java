package dev.chatbrush.gateway.openai;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/**
 * What a caller asks for, by the names of OpenAI's form. Those that mean nothing here are taken.
 */
public class EditForm {
  @RestForm("image")
  List<FileUpload> image;

  /** As the official SDKs name several. */
  @RestForm("image[]")
  List<FileUpload> images;

  @RestForm FileUpload mask;

  @RestForm
  @NotNull
  @Size(max = 2000)
  @Pattern(
      regexp = "^[^\\x00]*[^\\x00-\\x20][^\\x00]*$",
      message = "must not be blank, nor hold a NUL character")
  String prompt;

  @RestForm String model;

  @RestForm
  @Min(1)
  @Max(4)
  Integer n;

  @RestForm
  @Pattern(regexp = "auto|[1-9]\\d{1,4}x[1-9]\\d{1,4}", message = "must be auto or WIDTHxHEIGHT")
  String size;

  @RestForm("output_format")
  @Pattern(regexp = "png|jpeg|webp", message = "must be png, jpeg or webp")
  String outputFormat;

  @RestForm("output_compression")
  @Min(1)
  @Max(100)
  Integer outputCompression;

  @RestForm("response_format")
  @Pattern(regexp = "b64_json|url", message = "must be b64_json or url")
  String responseFormat;

  @RestForm boolean stream;

  @RestForm("partial_images")
  @Min(0)
  @Max(3)
  Integer partialImages;

  @RestForm Long seed;

  /** The picture to edit, and behind it those to look at. */
  List<FileUpload> pictures() {
    List<FileUpload> all = new ArrayList<>();
    all.addAll(image == null ? List.of() : image);
    all.addAll(images == null ? List.of() : images);
    return all;
  }
}
