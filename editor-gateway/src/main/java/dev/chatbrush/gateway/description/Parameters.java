package dev.chatbrush.gateway.description;

import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.write.WriteConditions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Says what headers, ids and numbers in addresses must be. */
final class Parameters {
  private static final String PICTURES = "image/png, image/jpeg, image/webp";
  private static final String KEY = "Idempotency-Key";
  private static final Map<String, String> HEADERS =
      Map.of(
          KEY,
          "The same key with the same request gets the same answer; kept for 24 hours",
          "If-Match",
          "ETags of the session; another state of it answers 412",
          "If-None-Match",
          "ETags that the client has; one of them answers 304",
          "Prefer",
          "wait=N, respond-async (RFC 7240)");

  private static final Set<String> OUR_IDS = Set.of("editId", "share", "key");

  private final OpenAPI description;

  Parameters(OpenAPI description) {
    this.description = description;
  }

  void complete() {
    description
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach(
                        (method, operation) -> {
                          leaveOut(path, method.name(), operation);
                          orNone(operation).forEach(one -> complete(path, one));
                          form(operation);
                        }));
  }

  /** What begins a session has no state to match; PUT and DELETE may be repeated without a key. */
  private static void leaveOut(String path, String method, Operation operation) {
    List<Parameter> parameters =
        orNone(operation).stream()
            .filter(one -> !(one.getName().equals("If-Match") && !path.contains("/sessions/{id}")))
            .filter(one -> !(one.getName().equals(KEY) && !method.equals("POST")))
            .toList();
    operation.setParameters(parameters.isEmpty() ? null : parameters);
  }

  private static List<Parameter> orNone(Operation operation) {
    return operation.getParameters() == null ? List.of() : operation.getParameters();
  }

  private static void complete(String path, Parameter parameter) {
    if (HEADERS.containsKey(parameter.getName())) {
      parameter.setDescription(HEADERS.get(parameter.getName()));
      parameter.setSchema(text());
    }
    if (parameter.getName().equals(KEY)) {
      parameter.getSchema().setPattern(WriteConditions.KEY);
    }
    if (isOurId(path, parameter)) {
      parameter.getSchema().setPattern(RandomIds.FORM);
    }
    if (parameter.getName().equals("model")) {
      parameter.getSchema().setPattern("[a-z0-9_]{1,64}");
    }
    if (parameter.getSchema().getDefaultValue() != null) {
      parameter.setAllowEmptyValue(true); // REST takes the default
    }
    if (parameter.getSchema().getRef() == null) {
      Schemas.asJavaReadsIt(parameter.getSchema());
    }
  }

  /** Sessions' are described where they are read; samples have names. */
  private static boolean isOurId(String path, Parameter parameter) {
    boolean batch = path.startsWith("/api/batches/") && parameter.getName().equals("id");
    return batch || OUR_IDS.contains(parameter.getName());
  }

  /** Every part of a form is needed; one that holds bytes is a picture, unless it is any file. */
  private static void form(Operation operation) {
    if (operation.getRequestBody() == null) {
      return;
    }
    MediaType form = operation.getRequestBody().getContent().getMediaType("multipart/form-data");
    if (form != null) {
      Map<String, Schema> parts = form.getSchema().getProperties();
      form.getSchema().setRequired(List.copyOf(parts.keySet()));
      form.getSchema().setMaxProperties(16);
      parts.forEach(
          (name, part) -> {
            if ("binary".equals(part.getFormat())) {
              String type = name.equals("file") ? "application/zip" : PICTURES;
              form.addEncoding(name, OASFactory.createEncoding().contentType(type));
            }
          });
    }
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
  }
}
