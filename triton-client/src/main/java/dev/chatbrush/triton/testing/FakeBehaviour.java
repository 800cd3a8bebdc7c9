package dev.chatbrush.triton.testing;

import dev.chatbrush.triton.Tensor;
import java.time.Duration;
import java.util.List;

/**
 * What a fake model does with a request. Runs on a thread of its own, so it may wait. Returning
 * ends the answers; any exception becomes an error of the model.
 */
@FunctionalInterface
public interface FakeBehaviour {

  /** Answers the call. Interrupted when the fake server stops. */
  void answer(FakeCall call) throws InterruptedException;

  /** Sends each input back under its own name. */
  static FakeBehaviour echo() {
    return call -> call.reply(call.request().inputs());
  }

  /** Answers once with these tensors. */
  static FakeBehaviour replying(Tensor... tensors) {
    return call -> call.reply(List.of(tensors));
  }

  /** Refuses with that text. */
  static FakeBehaviour failing(FakeError error, String text) {
    return call -> call.fail(error, text);
  }

  /** Never answers; ends when the caller cancels. */
  static FakeBehaviour stalling() {
    return FakeCall::awaitCancel;
  }

  /** Resets the connection instead of answering. */
  static FakeBehaviour cutting() {
    return FakeCall::cutConnection;
  }

  /** The same after a pause. */
  default FakeBehaviour after(Duration pause) {
    return call -> {
      call.pause(pause);
      answer(call);
    };
  }
}
