package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.llm.ProviderException.Kind;
import dev.chatbrush.agent.llm.ProviderQuirks.Quirk;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** One OpenAI-compatible endpoint, with its limits. Thread-safe. */
final class Provider {
  private static final Logger LOG = Logger.getLogger(Provider.class);
  private static final int PAUSE_MILLIS = 150;

  private final ProviderSettings settings;
  private final ProviderHealth health;
  private final ProviderQuirks quirks = new ProviderQuirks();

  Provider(ProviderSettings settings, Clock clock, Duration rest) {
    this.settings = settings;
    this.health = new ProviderHealth(clock, rest);
  }

  String name() {
    return settings.name();
  }

  /**
   * One try, and one more after a passing failure; what the endpoint says it does not take is left
   * out and asked again.
   *
   * @throws ProviderException when there is no answer by then
   */
  ChatResponse ask(PlanPrompt prompt, Deadline deadline) {
    boolean triedAgain = false;
    while (true) {
      try {
        return askOnce(prompt, deadline);
      } catch (ProviderException failure) {
        LOG.debugf("%s: %s: %s", settings, failure.kind(), failure.said());
        if (quirks.learn(failure)) {
          LOG.infof("%s refused a part of the request, which is left out from now on", settings);
          continue;
        }
        if (triedAgain || !failure.isPassing() || !pause(deadline)) {
          throw failure;
        }
        triedAgain = true;
      }
    }
  }

  private ChatResponse askOnce(PlanPrompt prompt, Deadline deadline) {
    health.admit();
    Duration left = deadline.atMost(settings.timeout());
    if (left.isZero()) {
      throw new ProviderException(Kind.TIMEOUT, "no time was left to ask");
    }
    try {
      ChatRequest request = quirks.has(Quirk.NO_TOOLS) ? prompt.asJson() : prompt.withTools();
      ChatResponse answer = model(left).chat(request);
      health.answered();
      return answer;
    } catch (ProviderException failure) {
      health.failed(failure);
      throw failure;
    } catch (LangChain4jException | IllegalArgumentException unreadable) {
      throw new ProviderException(Kind.UNREADABLE, unreadable.toString());
    }
  }

  private OpenAiChatModel model(Duration timeout) {
    var model =
        OpenAiChatModel.builder()
            .httpClientBuilder(new ProviderHttp(settings, timeout))
            .baseUrl(settings.url())
            .apiKey(settings.key().orElse("none"))
            .modelName(settings.model())
            .timeout(timeout)
            .maxRetries(0);
    if (!quirks.has(Quirk.NO_TEMPERATURE)) {
      model.temperature(0.0);
    }
    return quirks.has(Quirk.COMPLETION_TOKENS)
        ? model.maxCompletionTokens(settings.maxTokens()).build()
        : model.maxTokens(settings.maxTokens()).build();
  }

  /** False when there is no time for it. */
  private static boolean pause(Deadline deadline) {
    long millis = PAUSE_MILLIS + ThreadLocalRandom.current().nextInt(PAUSE_MILLIS);
    if (deadline.left().toMillis() <= 2 * millis) {
      return false;
    }
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
