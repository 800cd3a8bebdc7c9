package dev.chatbrush.contracts.problem;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Everything that can go wrong, as {@code problems.json} has it. Immutable, read once. */
public final class ProblemList {
  private static final String FILE = "/dev/chatbrush/contracts/problems.json";
  private static final Map<String, ProblemType> TYPES = shipped();

  private ProblemList() {}

  /** In the order of the file. */
  public static Collection<ProblemType> all() {
    return TYPES.values();
  }

  public static ProblemType of(ProblemCode code) {
    return TYPES.get(code.name());
  }

  /** Empty for a code that the list does not have, such as one of somebody's own model. */
  public static Optional<ProblemType> find(String code) {
    return Optional.ofNullable(TYPES.get(code));
  }

  private static Map<String, ProblemType> shipped() {
    try (InputStream file = ProblemList.class.getResourceAsStream(FILE)) {
      return read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the list of problems cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a list.
   *
   * @throws IOException where it is no such JSON: a member missing, unknown or given twice
   * @throws IllegalArgumentException where it lacks a code that Java sends
   */
  static Map<String, ProblemType> read(InputStream file) throws IOException {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();
    Map<String, ProblemType> types = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : mapper.readTree(file).properties()) {
      ObjectNode members = ((ObjectNode) entry.getValue()).put("code", entry.getKey());
      types.put(entry.getKey(), mapper.treeToValue(members, ProblemType.class));
    }
    for (ProblemCode code : ProblemCode.values()) {
      if (!types.containsKey(code.name())) {
        throw new IllegalArgumentException(
            "%s is sent but not listed: add it to problems.json".formatted(code));
      }
    }
    return Collections.unmodifiableMap(types);
  }
}
