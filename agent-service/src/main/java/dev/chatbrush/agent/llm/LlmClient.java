package dev.chatbrush.agent.llm;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** The one remote call of this package, with its limits. Thread-safe. */
@ApplicationScoped
public class LlmClient {
  private static final String OPENAI = "https://api.openai.com/v1";

  private final LlmConfig config;
  private volatile ChatModel model;

  LlmClient(LlmConfig config) {
    this.config = config;
  }

  /**
   * One try, one more after a passing failure, {@code chatbrush.llm.timeout} each; after half of
   * four calls have failed none is made for 5 s. Throws what the HTTP client, the timeout or the
   * breaker throws.
   */
  @Timeout(60_000)
  @Retry(maxRetries = 1, delay = 200, jitter = 100, abortOn = InvalidRequestException.class)
  @CircuitBreaker(requestVolumeThreshold = 4, failureRatio = 0.5, delay = 5_000)
  public ChatResponse ask(ChatRequest request) {
    return model().chat(request);
  }

  private ChatModel model() {
    if (model == null) {
      model =
          OpenAiChatModel.builder()
              .baseUrl(config.url().orElse(OPENAI))
              .apiKey(config.key().orElse("none"))
              .modelName(config.model())
              .temperature(0.0)
              .maxTokens(config.maxTokens())
              .timeout(config.timeout())
              .maxRetries(0)
              .build();
    }
    return model;
  }
}
