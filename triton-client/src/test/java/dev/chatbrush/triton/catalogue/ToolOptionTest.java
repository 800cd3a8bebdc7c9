package dev.chatbrush.triton.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.ModelConfig;
import dev.chatbrush.triton.catalogue.Settings.SettingException;
import dev.chatbrush.triton.error.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolOptionTest {
  private static final String WARMTH =
      """
      {"name": "warmth", "type": "float", "min": 0, "max": 2, "default": 0.5,
       "amounts": {"slight": 0.2, "strong": 1.5}, "title": {"en": "Warmth", "ko": "따뜻함"}}\
      """;
  private static final String ALL =
      """
      [%s,
       {"name": "rounds", "type": "int", "min": 1, "max": 9, "default": 3,
        "title": {"en": "Rounds", "ko": "횟수"}},
       {"name": "note", "type": "text", "max": 5, "default": "",
        "title": {"en": "Note", "ko": "메모"}},
       {"name": "mode", "type": "choice", "default": "a", "title": {"en": "Mode", "ko": "방식"},
        "choices": [{"name": "a", "title": {"en": "First", "ko": "처음"}},
                    {"name": "b", "title": {"en": "Other", "ko": "다른 것"}}]},
       {"name": "fast", "type": "bool", "default": false, "title": {"en": "Fast", "ko": "빠르게"}}]\
      """
          .formatted(WARMTH);

  @Test
  void readsWhatAModelSays() {
    ToolOption warmth = options(ALL).get(0);

    assertThat(options(ALL))
        .extracting(ToolOption::usual)
        .containsExactly("0.5", "3", "", "a", "false");
    assertThat(warmth.titleKo()).isEqualTo("따뜻함");
    assertThat(option("mode").choices())
        .extracting(ToolOption.Choice::titleKo)
        .containsExactly("처음", "다른 것");
    assertThat(warmth.amounts()).containsEntry("slight", "0.2").containsEntry("strong", "1.5");
  }

  @ParameterizedTest
  @CsvSource({
    "warmth, 2, true",
    "warmth, 2.01, false",
    "warmth, -0, true",
    "warmth, NaN, false",
    "warmth, 1e-3, true",
    "warmth, 1e999999999, false",
    "warmth, 1f, false",
    "warmth, ' 1', false",
    "rounds, 9, true",
    "rounds, 9.0, true",
    "rounds, 2.5, false",
    "rounds, 0, false",
    "rounds, 1e-999999999, false",
    "note, 눈이 와요, true",
    "note, longer, false",
    "mode, b, true",
    "mode, c, false",
    "fast, true, true",
    "fast, 1, false"
  })
  void knowsItsBounds(String name, String value, boolean taken) {
    assertThat(option(name).takes(value)).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({
    "warmth, 1.5, FP32",
    "rounds, 9, INT32",
    "note, abc, BYTES",
    "mode, b, BYTES",
    "fast, true, BOOL"
  })
  void makesTheModelsInput(String name, String value, DataType type) {
    assertThat(option(name).tensor(value))
        .satisfies(
            tensor -> {
              assertThat(tensor.name()).isEqualTo(name);
              assertThat(tensor.type()).isEqualTo(type);
              assertThat(tensor.shape().elementCount()).isEqualTo(1);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "warmth | 0 to 2",
        "rounds | a whole number 1 to 9",
        "note | text of at most 5 characters",
        "mode | one of a, b",
        "fast | true or false"
      })
  void saysWhatIsAllowed(String name, String allowed) {
    assertThat(option(name).allowed()).isEqualTo(allowed);
    assertThatThrownBy(() -> option(name).tensor("nothing of that kind"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'%s' must be %s".formatted(name, allowed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[                                           | is no JSON",
        "{}                                          | must be a list",
        "[{\"name\": \"Warm\"}]                      | not like 'guidance_scale': 'Warm'",
        "[{\"name\": \"warm\", \"type\": \"half\"}]  | says type 'half' of 'warm'",
        "[{\"name\": \"warm\", \"type\": \"bool\", \"default\": false}] | needs a 'title'"
      })
  void aWrongDeclarationIsSaid(String text, String said) {
    assertThatThrownBy(() -> options(text))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("config.pbtxt of 'warm'")
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"default\": 0.5 | \"default\": 3    | says '3' for 'warmth', which must be 0 to 2",
        "\"slight\": 0.2  | \"slight\": 7     | says '7' for 'warmth'",
        "\"slight\"       | \"some\"          | says the amount 'some'",
        "\"max\": 2       | \"max\": \"2\"    | needs a number 'max' for 'warmth'"
      })
  void aDeclarationThatContradictsItselfIsSaid(String from, String to, String said) {
    assertThatThrownBy(() -> options("[" + WARMTH.replace(from, to) + "]"))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"a\"                                          | has a choice of 'mode' without a name: \"a\"",
        "{\"name\": \"a\"}                              | needs a 'title' with 'en' and 'ko' for 'mode' = 'a'",
        "{\"name\": \"a\", \"title\": {\"en\": \"A\"}} | needs a 'title' with 'en' and 'ko' for 'mode' = 'a'"
      })
  void aChoiceWithoutTitlesIsSaid(String choice, String said) {
    String option =
        """
        [{"name": "mode", "type": "choice", "default": "a", "choices": [%s],
          "title": {"en": "Mode", "ko": "방식"}}]""";

    assertThatThrownBy(() -> options(option.formatted(choice)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(said);
  }

  @Test
  void aNameStandsOnce() {
    assertThatThrownBy(() -> options("[" + WARMTH + "," + WARMTH + "]"))
        .hasMessageContaining("names 'warmth' twice");
  }

  private static ToolOption option(String name) {
    return options(ALL).stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<ToolOption> options(String text) {
    ModelConfig config =
        new ModelConfig("warm", "", "python", 0, true, Map.of("chatbrush.options", text));
    return OptionReader.read(new Settings(config));
  }
}
