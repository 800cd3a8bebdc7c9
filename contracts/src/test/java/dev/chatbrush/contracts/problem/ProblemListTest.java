package dev.chatbrush.contracts.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemListTest {

  @ParameterizedTest
  @EnumSource
  void everyCodeThatJavaSendsIsListed(ProblemCode code) {
    assertThat(ProblemList.of(code).code()).isEqualTo(code.name());
    assertThat(ProblemList.of(code).is(code)).isTrue();
  }

  @Test
  void everyCodeHasWordsInBothLanguages() {
    for (ProblemType type : ProblemList.all()) {
      assertThat(type.title().en()).as(type.code()).matches("[A-Z].*[^.!?]");
      assertThat(type.remedy().en()).as(type.code()).matches("[A-Z].*\\.");
      assertThat(type.title().ko()).as(type.code()).matches(".*[가-힣]");
      assertThat(type.remedy().ko()).as(type.code()).matches(".*[가-힣]\\.");
    }
  }

  @Test
  void slugsAreUnique() {
    assertThat(ProblemList.all())
        .extracting(ProblemType::slug)
        .doesNotHaveDuplicates()
        .contains("image-too-large");
  }

  @ParameterizedTest
  @CsvSource({
    "MASK_EMPTY, INVALID, INVALID_ARGUMENT",
    "SELECTION_STALE, STALE, ABORTED",
    "CANCELLED, CANCELLED, CANCELLED",
    "OVERLOADED, OVERLOADED, RESOURCE_EXHAUSTED",
    "MODEL_UNAVAILABLE, UNAVAILABLE, UNAVAILABLE",
    "INFERENCE_TIMEOUT, TIMEOUT, DEADLINE_EXCEEDED",
    "RESULT_INVALID, INTERNAL, INTERNAL",
    "INTERNAL_ERROR, INTERNAL, INTERNAL"
  })
  void tellsWhoHasToDoSomething(ProblemCode code, ProblemKind kind, String grpc) {
    assertThat(ProblemList.of(code).kind()).isEqualTo(kind);
    assertThat(kind.grpc()).hasToString(grpc);
  }

  @Test
  void findsNoCodeThatIsNotListed() {
    assertThat(ProblemList.find("SOMETHING_NEW")).isEmpty();
    assertThat(ProblemList.find("MASK_COVERS_ALL")).isPresent();
  }

  @Test
  void readsACodeThatJavaDoesNotKnow() throws IOException {
    String added = shipped().replaceFirst("\\{", "{" + entry("NEW_CODE", 503, "\"ko\": \"새것\""));

    ProblemType type = read(added).get("NEW_CODE");

    assertThat(type.status()).isEqualTo(503);
    assertThat(type.kind()).isEqualTo(ProblemKind.UNAVAILABLE);
    assertThat(type.title().ko()).isEqualTo("새것");
  }

  @Test
  void refusesAListThatLacksACodeOfJava() throws IOException {
    String without = shipped().replace("\"MASK_EMPTY\"", "\"MASK_NONE\"");

    assertThatThrownBy(() -> read(without)).hasMessageContaining("MASK_EMPTY is sent but not");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"fr\": \"neuf\"", "\"ko\": \"  \""})
  void refusesAnEntryWithoutKoreanWords(String korean) throws IOException {
    String broken = shipped().replaceFirst("\\{", "{" + entry("NEW_CODE", 503, korean));

    assertThatThrownBy(() -> read(broken)).isInstanceOf(IOException.class);
  }

  @Test
  void refusesAnUnlikelyStatusAndACodeGivenTwice() throws IOException {
    String ok = "\"ko\": \"새것\"";
    String status = shipped().replaceFirst("\\{", "{" + entry("NEW_CODE", 200, ok));
    String twice = shipped().replaceFirst("\\{", "{" + entry("MASK_EMPTY", 422, ok));

    assertThatThrownBy(() -> read(status)).hasMessageContaining("expected status 400 to 599");
    assertThatThrownBy(() -> read(twice)).hasMessageContaining("Duplicate field 'MASK_EMPTY'");
  }

  private static String entry(String code, int status, String korean) {
    String words = "{\"en\": \"New\"" + (korean.isEmpty() ? "" : ", " + korean) + "}";
    return "\"%s\": {\"status\": %d, \"retryable\": true, \"title\": %s, \"remedy\": %s},"
        .formatted(code, status, words, words);
  }

  private static String shipped() throws IOException {
    try (InputStream file =
        ProblemList.class.getResourceAsStream("/dev/chatbrush/contracts/problems.json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<String, ProblemType> read(String json) throws IOException {
    return ProblemList.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
