package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.llm.ProviderException.Kind;
import dev.chatbrush.agent.llm.ProviderQuirks.Quirk;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** One OpenAI-compatible endpoint, with its limits. Thread-safe. */
final class Provider implements ChatModel {
  private static final Logger LOG = Logger.getLogger(Provider.class);
  private static final int PAUSE_MILLIS = 150;

  private final ProviderSettings settings;
  private final ProviderHealth health;
  private final PlanCall call;
  private final ProviderQuirks quirks = new ProviderQuirks();
  private final OpenAiChatModel model;

  /** listeners: see every request and its end, as the extension's metrics and spans do. */
  Provider(
      ProviderSettings settings,
      ProviderHealth health,
      PlanCall call,
      List<ChatModelListener> listeners) {
    this.settings = settings;
    this.health = health;
    this.call = call;
    this.model =
        OpenAiChatModel.builder()
            .httpClientBuilder(new ProviderHttp(settings, this::patience))
            .baseUrl(settings.url())
            .apiKey(settings.key().orElse("none"))
            .modelName(settings.model())
            .maxRetries(0)
            .listeners(listeners)
            .build();
  }

  String name() {
    return settings.name();
  }

  /**
   * One try, and one more after a passing failure; what the endpoint says it does not take is left
   * out and asked again.
   *
   * @throws ProviderException when there is no answer by the plan's deadline
   */
  @Override
  public ChatResponse doChat(ChatRequest request) {
    boolean triedAgain = false;
    while (true) {
      try {
        return askOnce(request);
      } catch (ProviderException failure) {
        LOG.debugf("%s: %s: %s", settings, failure.kind(), failure.said());
        if (quirks.learn(failure)) {
          LOG.infof("%s refused a part of the request, which is left out from now on", settings);
          continue;
        }
        if (triedAgain || !failure.isPassing() || !pause()) {
          throw failure;
        }
        triedAgain = true;
      }
    }
  }

  private ChatResponse askOnce(ChatRequest request) {
    health.admit();
    if (patience().isZero()) {
      throw new ProviderException(Kind.TIMEOUT, "no time was left to ask");
    }
    try {
      ChatResponse answer = model.chat(adapted(request));
      health.answered();
      return answer;
    } catch (ProviderException failure) {
      health.failed(failure);
      throw failure;
    } catch (LangChain4jException | IllegalArgumentException unreadable) {
      throw new ProviderException(Kind.UNREADABLE, unreadable.toString());
    }
  }

  /** The request with what this endpoint is known to take. */
  private ChatRequest adapted(ChatRequest request) {
    ChatRequest asked = quirks.has(Quirk.NO_TOOLS) ? PlanTools.inWords(request) : request;
    var parameters =
        OpenAiChatRequestParameters.builder().toolSpecifications(asked.toolSpecifications());
    if (!quirks.has(Quirk.NO_TEMPERATURE)) {
      parameters.temperature(0.0);
    }
    if (quirks.has(Quirk.COMPLETION_TOKENS)) {
      parameters.maxCompletionTokens(settings.maxTokens());
    } else {
      parameters.maxOutputTokens(settings.maxTokens());
    }
    return ChatRequest.builder().messages(asked.messages()).parameters(parameters.build()).build();
  }

  /** How long an answer may take from now on. */
  private Duration patience() {
    Duration left = call.left();
    return left.compareTo(settings.timeout()) < 0 ? left : settings.timeout();
  }

  /** False when there is no time for it. */
  private boolean pause() {
    long millis = PAUSE_MILLIS + ThreadLocalRandom.current().nextInt(PAUSE_MILLIS);
    if (call.left().toMillis() <= 2 * millis) {
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
