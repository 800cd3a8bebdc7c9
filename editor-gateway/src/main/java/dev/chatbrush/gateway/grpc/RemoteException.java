package dev.chatbrush.gateway.grpc;

import dev.chatbrush.contracts.problem.ProblemType;
import dev.chatbrush.gateway.api.EditorException;
import java.util.Map;

/** Another service, or Triton behind it, is not there or too slow. */
public class RemoteException extends EditorException {
  private static final long serialVersionUID = 1L;

  RemoteException(ProblemType type, String detail, Throwable cause) {
    super(type, detail, Map.of(), cause);
  }
}
