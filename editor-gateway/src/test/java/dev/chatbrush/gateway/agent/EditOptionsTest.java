package dev.chatbrush.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditOptionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void takesEveryFurtherMemberForAnOptionOfTheTool() throws Exception {
    EditOptions options = read("{\"seed\": 7, \"strength\": 0.5, \"values\": \"x\"}");

    assertThat(options.seed()).isEqualTo(7);
    assertThat(options.values()).isEqualTo(Map.of("strength", "0.5", "values", "x"));
    assertThat(read(JSON.writeValueAsString(options))).isEqualTo(options);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.50", "7, 7.0", "100, 1e2", "true, true"})
  void readsEqualValuesAsEqual(String one, String other) throws Exception {
    assertThat(read("{\"strength\": %s}".formatted(one)))
        .isEqualTo(read("{\"strength\": %s}".formatted(other)))
        .extracting(options -> options.values().get("strength"))
        .isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "{\"a\": 1}", "1e999"})
  void refusesWhatIsNoValue(String value) {
    assertThatThrownBy(() -> read("{\"strength\": %s}".formatted(value)))
        .isInstanceOf(JsonProcessingException.class);
  }

  private static EditOptions read(String json) throws Exception {
    return JSON.readValue(json, EditOptions.class);
  }
}
