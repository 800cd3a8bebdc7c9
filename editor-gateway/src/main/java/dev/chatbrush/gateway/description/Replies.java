package dev.chatbrush.gateway.description;

import dev.chatbrush.contracts.problem.ProblemList;
import dev.chatbrush.contracts.problem.ProblemType;
import dev.chatbrush.gateway.api.OpenAiProblem;
import dev.chatbrush.gateway.api.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says how calls fail, by the list of problems, and which headers come with replies. */
final class Replies {
  private static final String PROBLEM = "Problem";
  private static final String OPENAI = "OpenAiProblem";
  private static final String SESSION = "#/components/schemas/Session";

  /** Whatever is asked. */
  private static final List<Integer> ALWAYS =
      List.of(400, 401, 403, 404, 406, 408, 414, 421, 429, 431, 500, 503, 507);

  private static final List<Integer> CHANGING = List.of(409, 412, 413, 415, 422, 502, 504);

  private final OpenAPI description;
  private final Map<Integer, List<ProblemType>> byStatus = by(ProblemType::status);
  private final Map<Integer, List<ProblemType>> atTheDoor =
      by(type -> OpenAiProblem.statusThere(type.status()));

  Replies(OpenAPI description) {
    this.description = description;
  }

  void complete() {
    Components components = description.getComponents();
    byStatus.forEach(
        (status, types) ->
            components.addResponse(
                PROBLEM + status, problem(status, types, Problem.MEDIA_TYPE, PROBLEM)));
    atTheDoor.forEach(
        (status, types) ->
            components.addResponse(
                OPENAI + status, problem(status, types, "application/json", OPENAI)));
    components.addSchema(OPENAI, openAiProblem());
    description
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach((method, operation) -> complete(path, method, operation)));
  }

  private static Map<Integer, List<ProblemType>> by(Function<ProblemType, Integer> status) {
    return ProblemList.all().stream()
        .filter(type -> type.status() > 0)
        .collect(Collectors.groupingBy(status, TreeMap::new, Collectors.toList()));
  }

  /** As {@link OpenAiProblem} is written. */
  private static Schema openAiProblem() {
    Schema error = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
    for (String field : List.of("message", "type", "param", "code")) {
      Schema text = OASFactory.createSchema().addType(Schema.SchemaType.STRING);
      error.addProperty(field, field.equals("param") ? text.addType(Schema.SchemaType.NULL) : text);
      error.addRequired(field);
    }
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .addProperty("error", error)
        .addRequired("error");
  }

  private static APIResponse problem(
      int status, List<ProblemType> types, String mediaType, String schema) {
    String codes = types.stream().map(ProblemType::code).collect(Collectors.joining(", "));
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(codes)
            .content(
                OASFactory.createContent()
                    .addMediaType(
                        mediaType,
                        OASFactory.createMediaType()
                            .schema(OASFactory.createSchema().ref(schema))));
    if (status == 429 || status == 503) {
      response.addHeader("Retry-After", header("Seconds", Schema.SchemaType.INTEGER));
    }
    return response;
  }

  private void complete(String path, HttpMethod method, Operation operation) {
    operation.getResponses().removeAPIResponse("400"); // REST's own, which says nothing
    operation
        .getResponses()
        .getAPIResponses()
        .values()
        .forEach(reply -> complete(operation, reply));
    List<Integer> statuses = new ArrayList<>(ALWAYS);
    if (method != HttpMethod.GET) {
      statuses.addAll(CHANGING);
    } else if (operation.getParameters() != null) {
      statuses.add(422);
    }
    boolean door = path.startsWith(OpenAiProblem.DOOR);
    statuses.stream()
        .sorted()
        .filter((door ? atTheDoor : byStatus)::containsKey)
        .forEach(
            status ->
                operation
                    .getResponses()
                    .addAPIResponse(
                        String.valueOf(status),
                        OASFactory.createAPIResponse().ref((door ? OPENAI : PROBLEM) + status)));
  }

  private void complete(Operation operation, APIResponse reply) {
    reply.addHeader(
        "Server-Timing", header("How long the parts took, in ms", Schema.SchemaType.STRING));
    if (showsSession(reply)) {
      reply.addHeader("ETag", header("Of the session's state, strong", Schema.SchemaType.STRING));
    }
    String status =
        operation.getResponses().getAPIResponses().entrySet().stream()
            .filter(entry -> entry.getValue() == reply)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    boolean begun = status.equals("202") && "postMessage".equals(operation.getOperationId());
    if (status.equals("201") || begun) {
      reply.addHeader("Location", header("Its address, relative", Schema.SchemaType.STRING));
    }
    if (begun) {
      reply.addHeader("Retry-After", header("Seconds", Schema.SchemaType.INTEGER));
      reply.addHeader(
          "Preference-Applied", optional("What of Prefer was kept to", Schema.SchemaType.STRING));
    }
  }

  private static boolean showsSession(APIResponse reply) {
    return reply.getContent() != null
        && reply.getContent().getMediaTypes() != null
        && reply.getContent().getMediaTypes().values().stream()
            .anyMatch(
                type -> type.getSchema() != null && SESSION.equals(type.getSchema().getRef()));
  }

  private static Header header(String text, Schema.SchemaType type) {
    return optional(text, type).required(true);
  }

  private static Header optional(String text, Schema.SchemaType type) {
    return OASFactory.createHeader()
        .description(text)
        .schema(OASFactory.createSchema().addType(type));
  }
}
