package dev.chatbrush.gateway.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Optional;

/**
 * The form of messages, told without building them: a picture may be inside. Not thread-safe.
 *
 * <p>Source: JSON-RPC 2.0, sections 4, 5.1 and 6; Model Context Protocol, "Base protocol".
 */
final class MessageCheck {
  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;
  private static final int INVALID_PARAMS = -32602;
  private static final int MAX_MESSAGES = 50;
  private static final int MAX_TOKENS = 20_000;
  private static final int MAX_DEPTH = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** What is wrong; {@code id} is the message's, null where it has none. */
  record Fault(int code, Object id, String message) {}

  private final JsonParser parser;
  private int tokens;
  private Object id;
  private String method;
  private boolean named;
  private Fault found;

  private MessageCheck(JsonParser parser) {
    this.parser = parser;
  }

  static Optional<Fault> fault(byte[] body) {
    try (JsonParser parser = FACTORY.createParser(body)) {
      return Optional.ofNullable(new MessageCheck(parser).all());
    } catch (IOException e) {
      return Optional.of(new Fault(PARSE_ERROR, null, "The body is no well-formed JSON."));
    }
  }

  private Fault all() throws IOException {
    JsonToken first = next();
    if (first == JsonToken.START_OBJECT) {
      message();
    } else if (first == JsonToken.START_ARRAY) {
      batch();
    } else {
      report(INVALID_REQUEST, "A message is a JSON object.");
    }
    if (found == null && next() != null) {
      report(INVALID_REQUEST, "After the message nothing may follow.");
    }
    return found;
  }

  private void batch() throws IOException {
    int messages = 0;
    while (found == null && next() != JsonToken.END_ARRAY) {
      messages++;
      if (!parser.hasToken(JsonToken.START_OBJECT) || messages > MAX_MESSAGES) {
        report(INVALID_REQUEST, "A batch holds 1 to %d messages.".formatted(MAX_MESSAGES));
        return;
      }
      message();
    }
    if (messages == 0) {
      report(INVALID_REQUEST, "A batch holds 1 to %d messages.".formatted(MAX_MESSAGES));
    }
  }

  private void message() throws IOException {
    id = null;
    method = null;
    named = false;
    Fault wrong = null;
    while (next() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = next();
      if (field.equals("id")) {
        wrong = first(wrong, id(value));
      } else if (field.equals("method")) {
        wrong = first(wrong, value == JsonToken.VALUE_STRING, INVALID_REQUEST, "a string", field);
        method = value == JsonToken.VALUE_STRING ? parser.getText() : null;
      } else if (field.equals("params") && value == JsonToken.START_OBJECT) {
        wrong = first(wrong, params());
        continue;
      } else if (field.equals("params")) {
        wrong = first(wrong, false, INVALID_PARAMS, "an object", field);
      }
      skip();
    }
    if (wrong == null && "tools/call".equals(method) && !named) {
      wrong = new Fault(INVALID_PARAMS, null, "'params' needs the tool's 'name'.");
    }
    if (wrong != null) {
      report(wrong.code(), wrong.message());
    }
  }

  private Fault id(JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      id = parser.getText();
    } else if (value == JsonToken.VALUE_NUMBER_INT) {
      id = parser.getNumberValue();
    } else if (value != JsonToken.VALUE_NULL) {
      return first(null, false, INVALID_REQUEST, "a string or a whole number", "id");
    }
    return null;
  }

  private Fault params() throws IOException {
    Fault wrong = null;
    while (next() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = next();
      if (field.equals("name")) {
        named = value == JsonToken.VALUE_STRING;
        wrong = first(wrong, named, INVALID_PARAMS, "a string", field);
      } else if (field.equals("arguments") || field.equals("_meta")) {
        boolean object = value == JsonToken.START_OBJECT || value == JsonToken.VALUE_NULL;
        wrong = first(wrong, object, INVALID_PARAMS, "an object", field);
      }
      skip();
    }
    return wrong;
  }

  private static Fault first(Fault before, Fault now) {
    return before == null ? now : before;
  }

  private static Fault first(Fault before, boolean holds, int code, String wanted, String field) {
    return holds
        ? before
        : first(before, new Fault(code, null, "'%s' must be %s.".formatted(field, wanted)));
  }

  private void skip() throws IOException {
    int depth = parser.currentToken().isStructStart() ? 1 : 0;
    while (depth > 0) {
      JsonToken token = next();
      if (token == null) {
        return;
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
  }

  private JsonToken next() throws IOException {
    if (++tokens > MAX_TOKENS) {
      throw new IOException("more than %d tokens".formatted(MAX_TOKENS));
    }
    return parser.nextToken();
  }

  private void report(int code, String message) {
    found = found == null ? new Fault(code, id, message) : found;
  }
}
