package dev.chatbrush.gateway.api;

import dev.chatbrush.contracts.problem.ProblemCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Reads numbers and booleans of a query as JSON would. REST itself takes any word for false, and
 * says of a number that is none that the address does not exist.
 */
@Provider
public class QueryMapper implements ParamConverterProvider {
  private static final String INTEGER = "-?\\d{1,10}";
  private static final String NUMBER = "-?\\d{1,20}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?";

  private static final Map<Class<?>, ValueMapper<?>> MAPPERS =
      Map.of(
          Boolean.class, new ValueMapper<>("true|false", "true or false", Boolean::valueOf),
          Integer.class, new ValueMapper<>(INTEGER, "a whole number", Integer::valueOf),
          Double.class, new ValueMapper<>(NUMBER, "a number", Double::valueOf));

  @Override
  @SuppressWarnings("unchecked") // the map keeps them by their type
  public <T> ParamConverter<T> getConverter(
      Class<T> type, Type genericType, Annotation[] annotations) {
    boolean query = Arrays.stream(annotations).anyMatch(RestQuery.class::isInstance);
    return query
        ? (ParamConverter<T>) MAPPERS.get(MethodType.methodType(type).wrap().returnType())
        : null;
  }

  private record ValueMapper<T>(String form, String expected, Function<String, T> parse)
      implements ParamConverter<T> {

    @Override
    public T fromString(String value) {
      if (value == null || !value.matches(form)) {
        throw refused();
      }
      try {
        return parse.apply(value);
      } catch (NumberFormatException tooLarge) {
        throw refused();
      }
    }

    private WebApplicationException refused() {
      return new WebApplicationException(
          new EditorException(
              ProblemCode.VALIDATION_FAILED, "A value in the query is not %s.".formatted(expected)),
          Response.Status.BAD_REQUEST);
    }

    @Override
    public String toString(T value) {
      return value.toString();
    }
  }
}
