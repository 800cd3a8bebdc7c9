package dev.chatbrush.gateway.login;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A provider of logins, as small as OpenID Connect lets it be: discovery, keys, the code flow with
 * PKCE, and tokens that are really signed. It lets everybody in, as {@link #PERSON}.
 */
public final class SmallProvider implements QuarkusTestResourceLifecycleManager {
  static final String CLIENT = "chatbrush";
  static final String PERSON = "person|7";
  private static final String SECRET = "a-secret-of-the-tests-that-is-long-enough-1";

  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private HttpServer server;
  private KeyPair keys;

  @Override
  public Map<String, String> start() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      keys = generator.generateKeyPair();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/.well-known/openid-configuration", this::discovery);
    server.createContext("/keys", this::keys);
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.start();
    return Map.of(
        "quarkus.oidc.tenant-enabled",
        "true",
        "quarkus.oidc.auth-server-url",
        issuer(),
        "quarkus.oidc.client-id",
        CLIENT,
        "quarkus.oidc.credentials.secret",
        SECRET);
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(SmallProvider.class));
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** An access token; claims replace the usual ones. */
  String accessToken(Map<String, Object> claims) {
    return signed(claims, keys);
  }

  /** One that somebody else has signed. */
  String forged() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return signed(Map.of(), generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String signed(Map<String, Object> claims, KeyPair by) {
    long now = System.currentTimeMillis() / 1000;
    Map<String, Object> all = new HashMap<>();
    all.put("iss", issuer());
    all.put("sub", PERSON);
    all.put("aud", Set.of(CLIENT));
    all.put("iat", now);
    all.put("exp", now + 300);
    all.putAll(claims);
    return Jwt.claims(all).jws().keyId("one").sign(by.getPrivate());
  }

  private void discovery(HttpExchange call) throws IOException {
    String json =
        """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize",
         "token_endpoint": "%1$s/token", "jwks_uri": "%1$s/keys",
         "response_types_supported": ["code"], "subject_types_supported": ["public"],
         "id_token_signing_alg_values_supported": ["RS256"]}\
        """;
    reply(call, 200, json.formatted(issuer()));
  }

  private void keys(HttpExchange call) throws IOException {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    reply(
        call,
        200,
        "{\"keys\": [{\"kty\": \"RSA\", \"use\": \"sig\", \"alg\": \"RS256\", \"kid\": \"one\", \"n\": \"%s\", \"e\": \"%s\"}]}"
            .formatted(unsigned(key.getModulus()), unsigned(key.getPublicExponent())));
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    byte[] rest = java.util.Arrays.copyOfRange(bytes, sign, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(rest);
  }

  /** Nobody is asked for a password: the browser goes back with a code. */
  private void authorize(HttpExchange call) throws IOException {
    Map<String, String> asked = fields(call.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(code, asked);
    call.getResponseHeaders()
        .add(
            "Location",
            "%s?code=%s&state=%s".formatted(asked.get("redirect_uri"), code, asked.get("state")));
    reply(call, 302, "");
  }

  private void token(HttpExchange call) throws IOException {
    Map<String, String> sent =
        fields(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, String> asked = codes.remove(String.valueOf(sent.get("code")));
    if (asked == null || !asked.get("code_challenge").equals(s256(sent.get("code_verifier")))) {
      reply(call, 400, "{\"error\": \"invalid_grant\"}");
      return;
    }
    Map<String, Object> claims = new HashMap<>();
    if (asked.containsKey("nonce")) {
      claims.put("nonce", asked.get("nonce"));
    }
    reply(
        call,
        200,
        "{\"token_type\": \"Bearer\", \"expires_in\": 300, \"access_token\": \"%s\", \"id_token\": \"%s\"}"
            .formatted(accessToken(Map.of()), accessToken(claims)));
  }

  private static String s256(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> fields(String form) {
    Map<String, String> fields = new HashMap<>();
    for (String field : form.split("&")) {
      String[] parts = field.split("=", 2);
      fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static void reply(HttpExchange call, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().add("Content-Type", "application/json");
    call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    call.getResponseBody().write(body);
    call.close();
  }
}
