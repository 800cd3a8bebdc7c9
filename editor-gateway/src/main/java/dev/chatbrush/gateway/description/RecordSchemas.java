package dev.chatbrush.gateway.description;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;

/**
 * Says of each record what its signature means in JSON. What this server tells always has all
 * members but those that {@link JsonInclude} may leave out. Of what it hears every member may be
 * left out or null unless Bean Validation asks for it (a null is refused for a number or a boolean
 * of Java), and no other member is taken.
 */
final class RecordSchemas {
  private final Components components;
  private final OpenAPI description;
  private final Map<String, ClassInfo> records = new LinkedHashMap<>();
  private final IndexView classes;

  RecordSchemas(IndexView classes, OpenAPI description) {
    this.classes = classes;
    this.description = description;
    this.components = description.getComponents();
    classes.getKnownClasses().stream()
        .filter(known -> known.isRecord() && known.name().toString().startsWith("dev.chatbrush."))
        .sorted(Comparator.comparing(known -> givenName(known).isPresent())) // a given one wins
        .forEach(known -> records.put(givenName(known).orElseGet(known::simpleName), known));
  }

  private static Optional<String> givenName(ClassInfo known) {
    return Optional.ofNullable(
            known.declaredAnnotation(
                org.eclipse.microprofile.openapi.annotations.media.Schema.class))
        .map(schema -> schema.value("name"))
        .map(AnnotationValue::asString);
  }

  void complete() {
    Set<String> heard = Schemas.reachable(bodies(), components);
    Set<String> told = Schemas.reachable(replies(), components);
    components
        .getSchemas()
        .forEach(
            (name, schema) -> {
              ClassInfo type = records.get(name);
              if (type != null && !Schemas.properties(schema).isEmpty()) {
                if (heard.contains(name)) {
                  hear(schema, members(type));
                } else if (told.contains(name)) {
                  tell(schema, members(type));
                }
              }
              if (heard.contains(name)) {
                Schemas.asJavaReadsIt(schema);
              }
            });
  }

  private static void tell(Schema schema, List<Member> members) {
    List<String> always =
        members.stream()
            .filter(member -> member.always() && schema.getProperties().containsKey(member.name()))
            .map(Member::name)
            .toList();
    schema.setRequired(always.isEmpty() ? null : always);
  }

  private static void hear(Schema schema, List<Member> members) {
    for (Member member : members) {
      Schema property = schema.getProperties().get(member.name());
      boolean required =
          schema.getRequired() != null && schema.getRequired().contains(member.name());
      if (property != null && !required && !member.primitive()) {
        schema.addProperty(member.name(), Schemas.orNull(property));
      }
    }
    if (schema.getAdditionalPropertiesBoolean() == null
        && schema.getAdditionalPropertiesSchema() == null) {
      schema.setAdditionalPropertiesBoolean(false);
    }
  }

  /** A member of the JSON that a record becomes. */
  private record Member(String name, boolean always, boolean primitive) {}

  private List<Member> members(ClassInfo type) {
    List<Member> members = new ArrayList<>();
    for (RecordComponentInfo component : type.recordComponentsInDeclarationOrder()) {
      ClassInfo inner = classes.getClassByName(component.type().name());
      if (component.hasAnnotation(JsonUnwrapped.class) || isUnwrapped(type, component)) {
        members.addAll(members(inner));
      } else if (annotation(type, component, JsonIgnore.class) == null) {
        members.add(member(type, component));
      }
    }
    return members;
  }

  private static Member member(ClassInfo type, RecordComponentInfo component) {
    AnnotationInstance named = annotation(type, component, JsonProperty.class);
    AnnotationInstance include = annotation(type, component, JsonInclude.class);
    if (include == null) {
      include = type.declaredAnnotation(JsonInclude.class);
    }
    boolean always =
        include == null || include.value() == null || include.value().asEnum().equals("ALWAYS");
    return new Member(
        named == null || named.value() == null ? component.name() : named.value().asString(),
        always,
        component.type().kind() == Type.Kind.PRIMITIVE);
  }

  private static boolean isUnwrapped(ClassInfo type, RecordComponentInfo component) {
    return annotation(type, component, JsonUnwrapped.class) != null;
  }

  /** Annotations of a component that it may not carry itself stand on its field. */
  private static AnnotationInstance annotation(
      ClassInfo type, RecordComponentInfo component, Class<?> wanted) {
    AnnotationInstance own = component.annotation(wanted.getName());
    return own != null ? own : type.field(component.name()).annotation(wanted.getName());
  }

  private List<Schema> bodies() {
    return operations()
        .filter(operation -> operation.getRequestBody() != null)
        .flatMap(operation -> schemas(operation.getRequestBody().getContent()))
        .toList();
  }

  private List<Schema> replies() {
    return operations()
        .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
        .flatMap(reply -> schemas(reply.getContent()))
        .toList();
  }

  private Stream<Operation> operations() {
    return description.getPaths().getPathItems().values().stream()
        .map(PathItem::getOperations)
        .flatMap(operations -> operations.values().stream());
  }

  private static Stream<Schema> schemas(Content content) {
    return content == null || content.getMediaTypes() == null
        ? Stream.of()
        : content.getMediaTypes().values().stream()
            .map(MediaType::getSchema)
            .filter(schema -> schema != null);
  }
}
