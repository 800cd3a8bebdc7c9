package dev.chatbrush.gateway.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a list and stops at the first entry too many, before it is built. Immutable. */
final class BoundedList extends JsonDeserializer<List<?>> implements ContextualDeserializer {
  private final int max;
  private final JsonDeserializer<?> entries;

  BoundedList(int max) {
    this(max, null);
  }

  private BoundedList(int max, JsonDeserializer<?> entries) {
    this.max = max;
    this.entries = entries;
  }

  @Override
  public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property)
      throws JsonMappingException {
    JavaType type = property == null ? context.getContextualType() : property.getType();
    return new BoundedList(
        max, context.findContextualValueDeserializer(type.getContentType(), property));
  }

  @Override
  public List<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.isExpectedStartArrayToken()) {
      return (List<?>) context.handleUnexpectedToken(List.class, parser);
    }
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (list.size() == max) {
        throw new ListTooLong(parser, max);
      }
      list.add(entry(parser, context, list.size()));
    }
    return list;
  }

  private Object entry(JsonParser parser, DeserializationContext context, int index)
      throws IOException {
    try {
      return parser.hasToken(JsonToken.VALUE_NULL)
          ? entries.getNullValue(context)
          : entries.deserialize(parser, context);
    } catch (JsonMappingException e) {
      throw JsonMappingException.wrapWithPath(e, List.class, index);
    }
  }
}
