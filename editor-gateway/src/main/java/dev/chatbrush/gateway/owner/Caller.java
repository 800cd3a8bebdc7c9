package dev.chatbrush.gateway.owner;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.SessionId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Who asks.
 *
 * @param owner whose sessions are the caller's own; null of who has but a shared link
 * @param door what the caller came in by, as logs name it: the id of a key, or a word; no secret
 * @param shared others' sessions that links open, and whether to change them too
 */
public record Caller(Owner owner, String door, Set<Scope> scopes, Map<SessionId, Boolean> shared) {
  private static final String NO_DOOR = "none";

  /** Whoever reaches a server that asks for no login. */
  public static final Caller LOCAL =
      new Caller(Owner.LOCAL, NO_DOOR, Set.of(Scope.READ, Scope.EDIT), Map.of());

  public Caller {
    scopes = Set.copyOf(scopes);
    shared = Map.copyOf(shared);
  }

  /** Somebody with a shared link and nothing else. */
  public static Caller guest(Map<SessionId, Boolean> shared) {
    return new Caller(null, "link", Set.of(Scope.READ), shared);
  }

  /** The same caller, who has shared links too. */
  public Caller with(Map<SessionId, Boolean> links) {
    return new Caller(owner, door, scopes, links);
  }

  public boolean owns(Owner other) {
    return owner != null && owner.equals(other);
  }

  /** Whose the caller's own things are; fails as {@link #require}, of a guest with LOGIN_NEEDED. */
  public Owner self(Scope need) {
    if (owner == null) {
      throw unknown();
    }
    require(need);
    return owner;
  }

  /** The failure of who has not said who he is. */
  public static EditorException unknown() {
    return new EditorException(
        ProblemCode.LOGIN_NEEDED,
        "Send an API key or a token as 'Authorization: Bearer …', or sign in at /login.");
  }

  /** Fails with SCOPE_MISSING, of a guest with LOGIN_NEEDED. */
  public void require(Scope scope) {
    if (scopes.contains(scope)) {
      return;
    }
    if (owner == null) {
      throw unknown();
    }
    String name = scope.name().toLowerCase(Locale.ROOT);
    String why =
        door.equals(NO_DOOR)
            ? "which nobody has without chatbrush.login.required"
            : "which your key does not have";
    throw new EditorException(
        ProblemCode.SCOPE_MISSING,
        "This needs the scope '%s', %s.".formatted(name, why),
        Map.of("scope", name));
  }
}
