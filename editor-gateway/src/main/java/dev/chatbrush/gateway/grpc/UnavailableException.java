package dev.chatbrush.gateway.grpc;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.contracts.problem.ProblemList;
import dev.chatbrush.contracts.problem.ProblemType;

/** A service cannot be reached or has no model; the same call may work a moment later. */
public final class UnavailableException extends RemoteException {
  private static final long serialVersionUID = 1L;

  UnavailableException(ProblemType type, String detail, Throwable cause) {
    super(type, detail, cause);
  }

  /** The answer where no call was made or waited for: an open circuit breaker. */
  public static UnavailableException notTried(String service) {
    return new UnavailableException(
        ProblemList.of(ProblemCode.MODEL_UNAVAILABLE), sentence(service), null);
  }

  /** Whether a server ended the call because it is asked to stop: another can do it from anew. */
  public boolean leaving() {
    return code().equals(ProblemCode.SERVER_LEAVING.name());
  }

  /** Whether a model server ended during the call: it may do so again. */
  public boolean lostServer() {
    return code().equals(ProblemCode.MODEL_SERVER_LOST.name());
  }

  static String sentence(String service) {
    return "The %s does not answer now. Undo, redo and download go on; it is tried again every few"
            .formatted(service)
        + " seconds.";
  }
}
