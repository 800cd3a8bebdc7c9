package dev.chatbrush.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EditOptionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void takesEveryFurtherMemberForAnOptionOfTheTool() throws Exception {
    EditOptions options = read("{\"seed\": 7, \"strength\": 0.5, \"values\": \"x\"}");

    assertThat(options.seed()).isEqualTo(7);
    assertThat(options.values()).isEqualTo(Map.of("strength", "0.5", "values", "x"));
    assertThat(read(JSON.writeValueAsString(options))).isEqualTo(options);
  }

  private static EditOptions read(String json) throws Exception {
    return JSON.readValue(json, EditOptions.class);
  }
}
