package dev.chatbrush.gateway.owner;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.SessionId;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The one place where an id that somebody sent becomes a session that the caller may see or change.
 * REST's parameters come through it ({@link SessionIdMapper}), and the tools for agents; behind it
 * nobody asks again.
 */
@ApplicationScoped
public class SessionAccess {
  private final Callers callers;
  private final SessionOwners owners;
  private final StorageShare share;
  private final RandomIds ids;

  public SessionAccess(Callers callers, SessionOwners owners, StorageShare share, RandomIds ids) {
    this.callers = callers;
    this.owners = owners;
    this.share = share;
    this.ids = ids;
  }

  /** To look at; fails with SESSION_NOT_FOUND where it is another's that nobody shared. */
  public SessionId view(String id) {
    return open(id, Scope.READ);
  }

  /** To change; fails as {@link #view}, and with SCOPE_MISSING, SHARE_VIEW_ONLY. */
  public SessionId edit(String id) {
    return open(id, Scope.EDIT);
  }

  /** The caller's own; fails with SESSION_NOT_FOUND where it is shared, too. */
  public SessionId own(String id, Scope need) {
    SessionId session = new SessionId(id);
    Caller caller = callers.current();
    if (!isOwn(caller, session)) {
      throw session.notFound(); // the same words, whether it is another's or nobody's
    }
    caller.require(need);
    return session;
  }

  private SessionId open(String id, Scope need) {
    SessionId session = new SessionId(id);
    Caller caller = callers.current();
    Boolean mayEdit = caller.shared().get(session);
    if (mayEdit == null || isOwn(caller, session)) {
      return own(id, need);
    }
    if (need == Scope.EDIT && !mayEdit) {
      throw new EditorException(
          ProblemCode.SHARE_VIEW_ONLY, "The link to this session lets you look at it only.");
    }
    return session;
  }

  private boolean isOwn(Caller caller, SessionId session) {
    return owners.of(session).filter(caller::owns).isPresent();
  }

  /** One of the caller's own that is not there yet; fails with SCOPE_MISSING, STORED_TOO_MUCH. */
  public Begun begin() {
    Caller caller = callers.current();
    caller.require(Scope.EDIT);
    share.require(caller.owner());
    return new Begun(new SessionId(ids.next()), caller.owner());
  }
}
