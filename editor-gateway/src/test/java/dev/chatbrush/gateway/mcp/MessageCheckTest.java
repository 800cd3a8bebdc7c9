package dev.chatbrush.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCheckTest {
  private static Optional<MessageCheck.Fault> fault(String json) {
    return MessageCheck.fault(json.replace('`', '"').getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{`jsonrpc`:`2.0`,`id`:1,`method`:`tools/call`,`params`:{`name`:`undo`,`arguments`:{`a`:[1]}}}",
        "{`jsonrpc`:`2.0`,`id`:`a`,`method`:`tools/list`}",
        "{`jsonrpc`:`2.0`,`method`:`notifications/initialized`}",
        "{`jsonrpc`:`2.0`,`id`:1,`result`:{}}",
        "[{`jsonrpc`:`2.0`,`id`:1,`method`:`ping`}]"
      })
  void passesMessages(String json) {
    assertThat(fault(json)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | -32700",
        "'' | -32600",
        "1 | -32600",
        "[] | -32600",
        "[1] | -32600",
        "{`id`:{},`method`:`ping`} | -32600",
        "{`id`:1,`method`:5} | -32600",
        "{`id`:1,`method`:`ping`} x | -32700",
        "{`params`:[1],`id`:1,`method`:`tools/call`} | -32602",
        "{`id`:1,`method`:`tools/call`,`params`:{}} | -32602",
        "{`id`:1,`method`:`tools/call`} | -32602",
        "{`id`:1,`method`:`tools/call`,`params`:{`name`:1}} | -32602",
        "{`id`:1,`method`:`tools/call`,`params`:{`name`:`undo`,`arguments`:[1]}} | -32602",
        "{`id`:1,`method`:`tools/call`,`params`:{`name`:`undo`,`_meta`:1}} | -32602",
        "{`id`:1,`id`:2} | -32700"
      })
  void tellsWhatIsWrong(String json, int code) {
    assertThat(fault(json).orElseThrow().code()).isEqualTo(code);
  }

  @Test
  void tellsItUnderTheMessagesId() {
    assertThat(fault("{`params`:[1],`id`:`seven`,`method`:`ping`}").orElseThrow().id())
        .isEqualTo("seven");
  }

  @Test
  void doesNotReadEndlessly() {
    assertThat(fault("{`id`:1,`params`:{`a`:[" + "1,".repeat(50_000) + "1]}}")).isPresent();
    assertThat(fault("{`id`:1,`params`:" + "[".repeat(5000))).isPresent();
  }
}
