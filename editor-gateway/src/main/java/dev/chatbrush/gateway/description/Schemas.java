package dev.chatbrush.gateway.description;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Walks through schemas, and changes single ones. */
final class Schemas {
  private static final String ROOM = "#/components/schemas/";

  private Schemas() {}

  /** The names of all that {@code roots} are made of. */
  static Set<String> reachable(Iterable<Schema> roots, Components components) {
    Set<String> names = new LinkedHashSet<>();
    roots.forEach(root -> reach(root, components, names));
    return names;
  }

  private static void reach(Schema schema, Components components, Set<String> names) {
    if (schema == null) {
      return;
    }
    if (schema.getRef() != null) {
      String name = schema.getRef().substring(ROOM.length());
      if (names.add(name)) {
        reach(components.getSchemas().get(name), components, names);
      }
      return;
    }
    parts(schema).forEach(part -> reach(part, components, names));
  }

  private static List<Schema> parts(Schema schema) {
    List<Schema> parts = new ArrayList<>();
    properties(schema).values().forEach(parts::add);
    parts.add(schema.getItems());
    parts.add(schema.getAdditionalPropertiesSchema());
    for (List<Schema> some :
        List.of(orNone(schema.getAnyOf()), orNone(schema.getOneOf()), orNone(schema.getAllOf()))) {
      parts.addAll(some);
    }
    return parts;
  }

  static Map<String, Schema> properties(Schema schema) {
    return schema.getProperties() == null ? Map.of() : schema.getProperties();
  }

  private static List<Schema> orNone(List<Schema> some) {
    return some == null ? List.of() : some;
  }

  /** The same, or null; as it is where it may be null already. */
  static Schema orNull(Schema schema) {
    if (schema.getRef() != null) {
      return OASFactory.createSchema()
          .addAnyOf(schema)
          .addAnyOf(OASFactory.createSchema().addType(Schema.SchemaType.NULL));
    }
    if (schema.getType() != null && !schema.getType().contains(Schema.SchemaType.NULL)) {
      schema.addType(Schema.SchemaType.NULL);
      if (schema.getEnumeration() != null) {
        schema.addEnumeration(null);
      }
    }
    return schema;
  }

  /**
   * Bean Validation takes a pattern for the whole text, JSON Schema for any part of it; and an
   * integer has the bounds of its type in Java.
   */
  static void asJavaReadsIt(Schema schema) {
    String pattern = schema.getPattern();
    if (pattern != null && !pattern.startsWith("^")) {
      schema.setPattern("^(" + pattern + ")$");
    }
    if (isInteger(schema)) {
      boolean isLong = "int64".equals(schema.getFormat());
      long least = isLong ? Long.MIN_VALUE : Integer.MIN_VALUE;
      long most = isLong ? Long.MAX_VALUE : Integer.MAX_VALUE;
      if (schema.getMinimum() == null && schema.getExclusiveMinimum() == null) {
        schema.setMinimum(java.math.BigDecimal.valueOf(least));
      }
      if (schema.getMaximum() == null && schema.getExclusiveMaximum() == null) {
        schema.setMaximum(java.math.BigDecimal.valueOf(most));
      }
    }
    parts(schema).stream().filter(part -> part != null).forEach(Schemas::asJavaReadsIt);
  }

  private static boolean isInteger(Schema schema) {
    return schema.getType() != null && schema.getType().contains(Schema.SchemaType.INTEGER);
  }
}
