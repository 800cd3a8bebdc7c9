package dev.chatbrush.triton.grpc.message;

import dev.chatbrush.triton.error.InvalidInputException;
import dev.chatbrush.triton.grpc.wire.InferParameter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Request and answer parameters between plain Java values and the wire. */
final class WireParameters {
  private WireParameters() {}

  static InferParameter toWire(String key, Object value) {
    InferParameter.Builder builder = InferParameter.newBuilder();
    if (value instanceof Boolean flag) {
      return builder.setBoolParam(flag).build();
    }
    if (value instanceof Long number) {
      // Triton reads its own "priority" and "timeout" as unsigned or signed alike.
      return builder.setInt64Param(number).build();
    }
    if (value instanceof Double number) {
      return builder.setDoubleParam(number).build();
    }
    if (value instanceof String text) {
      return builder.setStringParam(text).build();
    }
    throw new InvalidInputException(
        "parameter '%s': expected Boolean, Long, Double or String, found %s"
            .formatted(key, value.getClass().getName()));
  }

  static Map<String, Object> fromWire(Map<String, InferParameter> parameters) {
    Map<String, Object> values = new LinkedHashMap<>();
    parameters.forEach(
        (key, parameter) -> {
          switch (parameter.getParameterChoiceCase()) {
            case BOOL_PARAM -> values.put(key, parameter.getBoolParam());
            case INT64_PARAM -> values.put(key, parameter.getInt64Param());
            case UINT64_PARAM -> values.put(key, parameter.getUint64Param());
            case DOUBLE_PARAM -> values.put(key, parameter.getDoubleParam());
            case STRING_PARAM -> values.put(key, parameter.getStringParam());
            case PARAMETERCHOICE_NOT_SET -> {} // a key without a value says nothing
          }
        });
    return values;
  }
}
