package dev.chatbrush.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.chatbrush.gateway.owner.Owner;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LoginRequired.class)
class ProviderTest extends LoginTest {
  private static final String OWNER = "oidc:" + SmallProvider.PERSON;

  @Test
  void aTokenSaysWhoItIs() {
    with(provider.accessToken(Map.of()))
        .get("/api/me")
        .then()
        .statusCode(200)
        .body("owner", equalTo(OWNER))
        .body("scopes", not(hasItem("admin")));
  }

  @Test
  void aRoleLetsAdministerKeys() {
    with(provider.accessToken(Map.of("groups", List.of(Provider.ADMIN_ROLE))))
        .get("/api/keys")
        .then()
        .statusCode(200);
  }

  @Test
  void whatTheProviderDidNotMeanForUsOpensNothing() {
    long now = System.currentTimeMillis() / 1000;
    for (String token :
        List.of(
            provider.forged(),
            provider.accessToken(Map.of("aud", "another-program")),
            provider.accessToken(Map.of("iss", "https://elsewhere.example")),
            provider.accessToken(Map.of("exp", now - 60)),
            provider.accessToken(Map.of()) + "x")) {
      with(token).get("/api/me").then().statusCode(401).body("code", equalTo("LOGIN_REFUSED"));
    }
  }

  @Test
  void peopleOfTheProviderHaveTheirOwnSessions() {
    String session = sessionOf(provider.accessToken(Map.of()));

    with(provider.accessToken(Map.of("sub", "person|8")))
        .get("/api/sessions/{id}", session)
        .then()
        .statusCode(404);
    with(key(OWNER, "read")).get("/api/sessions/{id}", session).then().statusCode(200);
  }

  @Test
  void aBrowserIsSentThereAndComesBack() throws IOException, InterruptedException {
    CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();
    assertThat(get(browser, "/api/me").statusCode()).isEqualTo(401);

    HttpResponse<String> page = get(browser, "/login/provider");

    assertThat(page.uri().getPath()).isEqualTo("/");
    assertThat(get(browser, "/api/me").body()).contains(OWNER);
    assertThat(cookies.getCookieStore().getCookies())
        .filteredOn(cookie -> cookie.getName().startsWith("q_session"))
        .isNotEmpty()
        .allMatch(cookie -> cookie.isHttpOnly());
    HttpRequest bare =
        HttpRequest.newBuilder(root.resolve("/api/samples/cat/sessions"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(browser.send(bare, HttpResponse.BodyHandlers.ofString()).body())
        .contains("ORIGIN_REFUSED");
  }

  private HttpResponse<String> get(HttpClient browser, String path)
      throws IOException, InterruptedException {
    URI at = root.resolve(path);
    return browser.send(HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void ownersOfTheProviderAreNoOnesElse() {
    assertThat(Provider.owner("local")).isNotEqualTo(Owner.LOCAL);
    assertThat(Provider.owner("a b").value()).startsWith("oidc-sha256:");
    assertThat(Provider.owner("a b")).isNotEqualTo(Provider.owner("a  b"));
  }
}
