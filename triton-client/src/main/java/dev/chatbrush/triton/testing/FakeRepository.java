package dev.chatbrush.triton.testing;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.error.InvalidInputException;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The fake server's models, and the refusals that Triton makes before a model sees a request. */
final class FakeRepository {
  private final Map<String, FakeModel> models = new ConcurrentSkipListMap<>();
  private final Map<String, FakeModel> unloaded = new ConcurrentHashMap<>();

  FakeModel model(String name) {
    return models.computeIfAbsent(name, FakeModel::new);
  }

  void remove(String name) {
    models.remove(name);
  }

  List<Map.Entry<String, FakeModel>> all() {
    return List.copyOf(models.entrySet());
  }

  void load(String name) {
    FakeModel model = unloaded.remove(name);
    if (model != null) {
      models.put(name, model);
    } else if (!models.containsKey(name)) {
      throw FakeError.INTERNAL
          .status("failed to load '%s', failed to poll from model repository".formatted(name))
          .asRuntimeException();
    }
  }

  void unload(String name) {
    unloaded.put(name, find(ModelId.of(name)));
    models.remove(name);
  }

  /** The model of that id, in Triton's words when it is not there. */
  FakeModel find(ModelId id) {
    FakeModel model = models.get(id.name());
    if (model == null) {
      throw FakeError.NOT_FOUND
          .status("Request for unknown model: '%s' is not found".formatted(id.name()))
          .asRuntimeException();
    }
    if (!model.isReady(id.version())) {
      String text =
          id.version().isEmpty()
              ? "Request for unknown model: '%s' has no available versions".formatted(id.name())
              : "Request for unknown model: '%s' version %s is not at ready state"
                  .formatted(id.name(), id.version());
      throw FakeError.UNAVAILABLE.status(text).asRuntimeException();
    }
    return model;
  }

  /** Refuses inputs and outputs that the model does not have, if it declares any. */
  static void check(FakeModel model, InferRequest request) {
    if (model.metadata().inputs().isEmpty()) {
      return;
    }
    try {
      model.metadata().check(request);
    } catch (InvalidInputException mismatch) {
      throw Status.INVALID_ARGUMENT
          .withDescription("unexpected inference input: " + mismatch.getMessage())
          .withCause(mismatch)
          .asRuntimeException();
    }
  }
}
