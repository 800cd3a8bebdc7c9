package dev.chatbrush.agent.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.chatbrush.agent.plan.Catalogues;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanContext.PastTurn;
import dev.chatbrush.agent.plan.PlanStep;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What leaves the house. */
@QuarkusTest
class PlanRequestTest extends LlmTestCase {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/llm/request.json");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Test
  void carriesTheDescriptionsAndTheWordsAndNoPicture() throws IOException {
    first.answer(ScriptedLlm.winter());
    List<PastTurn> history =
        List.of(
            new PastTurn(true, "배경을 밤으로 바꿔줘", List.of()),
            new PastTurn(
                false,
                "밤으로 바꿨어요.",
                List.of(new PlanStep("image_transform", "make it night", "배경을 밤으로 바꿔줘", false))));

    one(Map.of())
        .plan(
            "person-7",
            new PlanContext("make it winter", true, true, false, history),
            Catalogues.onCpu());

    JsonNode sent = first.asked().get(0);
    String printed = JSON.writeValueAsString(sent) + "\n";
    if (Boolean.getBoolean("golden")) { // mvn test -Dgolden=true -Dtest=PlanRequestTest rewrites it
      Files.writeString(GOLDEN, printed);
    }
    assertThat(printed).isEqualTo(Files.readString(GOLDEN));
    assertThat(sent.toString())
        .doesNotContain("image_url", "base64", "data:image", "person-7", "sk-");
  }

  @Test
  void carriesTheWordsAsTheyAreSaid() {
    String words = "make {it} {{winter}} {#if true}<b>&\"now\"</b>{/if} {config:x} \\{a} 겨울로";
    first.answer(ScriptedLlm.winter());

    plan(one(Map.of()), words);

    assertThat(first.asked().get(0).at("/messages/1/content").asText()).isEqualTo(words);
  }

  @Test
  void isBoundedWhateverTheHistory() {
    first.answer(ScriptedLlm.winter());
    List<PastTurn> history = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      history.add(new PastTurn(true, "word ".repeat(2000), List.of()));
    }

    one(Map.of())
        .plan(
            "ann",
            new PlanContext("make it winter", true, true, true, history),
            Catalogues.onCpu());

    JsonNode sent = first.asked().get(0);
    assertThat(sent.path("messages")).hasSize(8); // the system's, six past ones, this one
    assertThat(sent.toString().length()).isLessThan(13_000); // most of it tells the tools
  }
}
