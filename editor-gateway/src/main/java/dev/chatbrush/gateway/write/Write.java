package dev.chatbrush.gateway.write;

import dev.chatbrush.gateway.api.SessionId;

/**
 * A call that changes something, apart from what it does.
 *
 * @param session null where the call begins one
 * @param operation which of the calls it is; the same key with another one is refused
 * @param request what was asked for; becomes JSON, which must be equal for equal requests
 * @param conditions what the caller's headers say
 */
public record Write(
    SessionId session, String operation, Object request, WriteConditions conditions) {
  /** A change that is made whenever it is asked for, on any state: for doors without headers. */
  public static Write unconditional(SessionId session) {
    return new Write(session, "", "", WriteConditions.NONE);
  }
}
