package dev.chatbrush.gateway.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Function;

/**
 * Reads a whole number however it is written: JSON has one kind of number, and 3.0 is whole (JSON
 * Schema 2020-12, validation 6.1.1). Immutable.
 */
final class WholeNumber<T> extends JsonDeserializer<T> {
  private final Class<T> type;
  private final JsonDeserializer<?> plain;
  private final Function<BigDecimal, T> exact;

  private WholeNumber(Class<T> type, Function<BigDecimal, T> exact) {
    this.type = type;
    this.plain = NumberDeserializers.find(type, type.getName());
    this.exact = exact;
  }

  static void addTo(SimpleModule module) {
    add(module, Integer.class, BigDecimal::intValueExact);
    add(module, int.class, BigDecimal::intValueExact);
    add(module, Long.class, BigDecimal::longValueExact);
    add(module, long.class, BigDecimal::longValueExact);
  }

  private static <T> void add(SimpleModule module, Class<T> type, Function<BigDecimal, T> exact) {
    module.addDeserializer(type, new WholeNumber<>(type, exact));
  }

  @Override
  @SuppressWarnings("unchecked") // the deserializer was found by the type
  public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
      return (T) plain.deserialize(parser, context);
    }
    try {
      return exact.apply(parser.getDecimalValue());
    } catch (ArithmeticException e) {
      return (T) context.handleWeirdNumberValue(type, parser.getDoubleValue(), "not whole");
    }
  }

  @Override
  @SuppressWarnings("unchecked") // as above
  public T getNullValue(DeserializationContext context) throws JsonMappingException {
    return (T) plain.getNullValue(context);
  }
}
