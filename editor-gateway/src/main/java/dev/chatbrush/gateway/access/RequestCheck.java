package dev.chatbrush.gateway.access;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Refuses what is no HTTP/1 request; Vert.x would answer it with an empty body, or not at all. */
final class RequestCheck extends ChannelDuplexHandler {
  /** Hears of requests as they come. */
  interface Listener {
    void headerRead();

    void requestRead();

    /** Ends the connection; with a reply where it may. */
    void refuse(EditorException failure, boolean mayAnswer);
  }

  private final Listener guard;
  private int unanswered;
  private boolean answering;
  private boolean informing;

  RequestCheck(Listener guard) {
    this.guard = guard;
  }

  boolean nothingUnderWay() {
    return unanswered == 0;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Optional<EditorException> fault = Optional.empty();
    boolean mayAnswer = unanswered == 0;
    if (message instanceof HttpRequest request) {
      guard.headerRead();
      fault = fault(request);
      ignoreUpgrade(request.headers());
      unanswered++;
    } else if (message instanceof HttpContent part && part.decoderResult().isFailure()) {
      fault = Optional.of(malformed("its body is not as its headers say"));
      mayAnswer = unanswered == 1 && !answering;
    }
    if (fault.isPresent()) {
      ReferenceCountUtil.release(message);
      guard.refuse(fault.get(), mayAnswer);
      return;
    }
    if (message instanceof LastHttpContent) {
      guard.requestRead();
    }
    context.fireChannelRead(message);
  }

  private static Optional<EditorException> fault(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return Optional.of(fault(request.decoderResult().cause()));
    }
    HttpVersion version = request.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      return Optional.of(malformed("HTTP/1.0, HTTP/1.1 and HTTP/2 are spoken here"));
    }
    if (!request.uri().startsWith("/") && !request.uri().matches("(?i)https?://.*")) {
      return Optional.of(malformed("an address begins with /"));
    }
    if (!isUri(request.uri())) {
      return Optional.of(malformed("its address holds what must be escaped, or half an escape"));
    }
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    boolean needed = version.equals(HttpVersion.HTTP_1_1);
    boolean wellFormed = hosts.size() == 1 && isHost(hosts.get(0));
    return wellFormed || (hosts.isEmpty() && !needed)
        ? Optional.empty()
        : Optional.of(malformed("it needs one Host header, as in 'Host: localhost:8080'"));
  }

  /** As Quarkus will want it; it answers others with nothing at all. */
  private static boolean isUri(String value) {
    try {
      new URI(value);
      return true;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isHost(String value) {
    return value.isEmpty() || HostAndPort.parseAuthority(value, -1) != null;
  }

  /**
   * A wish that may be ignored (RFC 9110, 7.8). Vert.x would answer broken settings with 400 and no
   * body, and now and then loses the end of a body that comes with the wish.
   */
  private static void ignoreUpgrade(HttpHeaders headers) {
    if (headers.contains(HttpHeaderNames.UPGRADE, "h2c", true)) {
      List<String> settings = headers.getAll("HTTP2-Settings");
      if (hasBody(headers) || settings.size() != 1 || !isSettings(settings.get(0))) {
        headers.remove(HttpHeaderNames.UPGRADE);
      }
    }
  }

  private static boolean hasBody(HttpHeaders headers) {
    return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        || !"0".equals(headers.get(HttpHeaderNames.CONTENT_LENGTH, "0"));
  }

  /** Numbers of 16 and values of 32 bits (RFC 7540, 3.2.1). */
  private static boolean isSettings(String value) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(value));
      Http2Settings settings = new Http2Settings();
      while (bytes.remaining() >= 6) {
        settings.put(bytes.getChar(), Long.valueOf(Integer.toUnsignedLong(bytes.getInt())));
      }
      return !bytes.hasRemaining();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static EditorException fault(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return new EditorException(
          ProblemCode.URI_TOO_LONG, "An address may have 4096 characters, its method included.");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return new EditorException(
          ProblemCode.HEADERS_TOO_LARGE, "All headers together may have 16 KB.");
    }
    return malformed("its first line and headers must be as RFC 9112 says");
  }

  static EditorException malformed(String what) {
    return new EditorException(
        ProblemCode.REQUEST_INVALID, "The request is malformed: %s.".formatted(what));
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse reply) {
      informing = reply.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      answering = !informing;
    }
    if (message instanceof LastHttpContent && !informing) {
      answering = false;
      unanswered--;
    }
    context.write(message, promise);
  }
}
