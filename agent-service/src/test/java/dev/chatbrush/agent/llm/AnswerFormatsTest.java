package dev.chatbrush.agent.llm;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.plan.Plan;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers in the forms of real servers; their sources are beside the files. */
@QuarkusTest
class AnswerFormatsTest extends LlmTestCase {
  private static final Path ANSWERS = Path.of("src/test/resources/llm/answers");

  static Stream<String> answers() throws IOException {
    try (Stream<Path> files = Files.list(ANSWERS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void understandsEveryServersForm(String file) throws IOException {
    first.answer(okJson(Files.readString(ANSWERS.resolve(file))));

    assertWinterBy(Plan.LLM, plan(one(Map.of()), "make it winter"));
  }

  @Test
  void takesSeveralCallsAtOnceInTheirOrder() {
    first.answer(
        ScriptedLlm.calls(
            ScriptedLlm.call("image_transform", "{\"prompt\":\"make it night\"}"),
            ScriptedLlm.call("image_transform", "{\"prompt\":\"add snow\"}")));

    Plan plan = plan(one(Map.of()), "make it night and add snow");

    assertThat(plan.steps()).extracting("prompt").containsExactly("make it night", "add snow");
  }

  @Test
  void takesSeveralTaggedCallsInText() {
    first.answer(
        ScriptedLlm.words(
            """
            <tool_call>
            {"name": "image_transform", "arguments": {"prompt": "make it night"}}
            </tool_call>
            <tool_call>
            {"name": "image_transform", "arguments": "{\\"prompt\\": \\"add snow\\"}"}
            </tool_call>"""));

    Plan plan = plan(one(Map.of()), "make it night and add snow");

    assertThat(plan.steps()).extracting("prompt").containsExactly("make it night", "add snow");
  }

  @Test
  void takesPlainWordsAsAnAnswer() {
    first.answer(ScriptedLlm.words("Winter is coming {maybe}. [1] Ask me for snow."));

    Plan plan = plan(one(Map.of()), "who made you?");

    assertThat(plan.planner()).isEqualTo(Plan.LLM);
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.reply()).startsWith("Winter is coming {maybe}.");
  }
}
