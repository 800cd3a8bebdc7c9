package dev.chatbrush.gateway.login;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The page to sign in at: a form that needs no script, in both languages. */
@ApplicationScoped
public class LoginPage {
  private static final String FILE = "/login.html";
  private static final String PROVIDER =
      "<p><a class=\"button\" href=\"/login/provider\">Sign in with your organisation"
          + "<br /><span lang=\"ko\">조직 계정으로 로그인</span></a></p>";

  /** Why somebody is here. */
  enum Why {
    /** Who comes by himself knows. */
    OWN_WISH(""),
    REFUSED(
        """
        <p role="alert">This key opens nothing: it is unknown, expired or revoked.<br />
        <span lang="ko">이 키로는 들어올 수 없습니다. 없는 키이거나 만료 또는 해지되었습니다.</span></p>
        """),
    /** A page has led here, and remembers where it was. */
    BACK(
        """
        <p>Sign in, and you will be back where you were.<br />
        <span lang="ko">로그인하면 보던 화면으로 돌아갑니다.</span></p>
        """),
    /** Likewise, where a link was followed. */
    LINK(
        """
        <p role="alert">The link to this picture opens nothing any more. Ask for a new one, or sign in.
        <br /><span lang="ko">이 사진의 링크는 더 이상 열리지 않습니다. 새 링크를 받거나 로그인해 주세요.</span></p>
        """);

    private final String words;

    Why(String words) {
      this.words = words;
    }

    /** As the page that leads here says it; null without. */
    static Why of(String from) {
      return "link".equals(from) ? LINK : "page".equals(from) ? BACK : OWN_WISH;
    }
  }

  private final String template;

  public LoginPage() {
    try (InputStream file = LoginPage.class.getResourceAsStream(FILE)) {
      template = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing that anybody sent is in it. */
  String html(boolean provider, Why why) {
    return template
        .replace("<!-- why -->", why.words)
        .replace("<!-- provider -->", provider ? PROVIDER : "");
  }
}
