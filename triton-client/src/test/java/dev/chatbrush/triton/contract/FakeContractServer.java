package dev.chatbrush.triton.contract;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.testing.FakeCall;
import dev.chatbrush.triton.testing.FakeError;
import dev.chatbrush.triton.testing.FakeTriton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** The fake server with the contract's models, as src/test/triton has them for the real one. */
final class FakeContractServer implements ContractServer {
  private final FakeTriton triton;
  private final Map<String, List<Long>> began = new ConcurrentHashMap<>();
  private final Semaphore oneRunningAndOneWaiting = new Semaphore(2);

  FakeContractServer(FakeTriton triton) {
    this.triton = triton;
    addEcho();
    addCounter();
    triton
        .model("echo_batch")
        .maxBatchSize(8)
        .input("x", DataType.UINT8, -1, 4)
        .output("y", DataType.UINT8, -1, 4)
        .behaves(FakeContractServer::addOne);
    triton
        .model("slow")
        .input("millis", DataType.INT32, 1)
        .output("millis", DataType.INT32, 1)
        .behaves(FakeContractServer::pause);
    triton
        .model("failing")
        .input("text", DataType.BYTES, 1)
        .output("text", DataType.BYTES, 1)
        .behaves(FakeContractServer::fail);
    triton
        .model("overload")
        .maxBatchSize(1)
        .input("millis", DataType.INT32, -1, 1)
        .output("millis", DataType.INT32, -1, 1)
        .behaves(this::pauseOrRefuse);
  }

  @Override
  public String address() {
    return triton.address();
  }

  @Override
  public void kill() {
    triton.stop();
  }

  @Override
  public void start() {
    triton.restart();
  }

  @Override
  public boolean crashed() {
    return false; // it is part of the test
  }

  @Override
  public void close() {
    triton.close();
  }

  private void addEcho() {
    var echo = triton.model("echo").parameter("chatbrush.role", "network");
    for (DataType type : DataType.values()) {
      echo.input(type.name(), type, -1).output(type.name(), type, -1);
    }
    echo.input("UINT8_2D", DataType.UINT8, -1, -1).output("UINT8_2D", DataType.UINT8, -1, -1);
  }

  private void addCounter() {
    triton
        .model("counter")
        .decoupled()
        .input("run", DataType.BYTES, 1)
        .input("steps", DataType.INT32, 1)
        .input("step_millis", DataType.INT32, 1)
        .input("payload", DataType.INT32, 1)
        .input("fail_at", DataType.INT32, 1)
        .input("data", DataType.UINT8, -1)
        .output("step", DataType.INT32, 1)
        .output("data", DataType.UINT8, -1)
        .output("began", DataType.INT64, -1)
        .behaves(this::count);
  }

  private void count(FakeCall call) throws InterruptedException {
    InferRequest request = call.request();
    String run = request.input("run").orElseThrow().asString();
    int steps = number(request, "steps", -1);
    if (steps < 0) {
      long[] moments =
          began.getOrDefault(run, List.of()).stream().mapToLong(Long::longValue).toArray();
      call.reply(Tensor.ofInt64("began", moments, moments.length));
      return;
    }
    List<Long> moments = new CopyOnWriteArrayList<>();
    began.put(run, moments);
    for (int step = 1; step <= steps && !call.isCancelled(); step++) {
      moments.add(System.nanoTime());
      Thread.sleep(number(request, "step_millis", 0));
      if (step == number(request, "fail_at", -1)) {
        call.fail(FakeError.INTERNAL, "STEP_FAILED: step " + step + " was told to fail");
        return;
      }
      byte[] data = data(request, step);
      call.reply(
          Tensor.ofInt32("step", new int[] {step}, 1), Tensor.ofUint8("data", data, data.length));
    }
  }

  private static byte[] data(InferRequest request, int step) {
    byte[] given = request.input("data").map(Tensor::asUint8).orElse(new byte[0]);
    byte[] data = Arrays.copyOf(given, given.length + number(request, "payload", 0));
    for (int i = 0; i < data.length; i++) {
      data[i] += (byte) step;
    }
    return data;
  }

  private static void addOne(FakeCall call) {
    Tensor x = call.request().input("x").orElseThrow();
    byte[] y = x.asUint8();
    for (int i = 0; i < y.length; i++) {
      y[i]++;
    }
    call.reply(
        new Tensor("y", DataType.UINT8, x.shape(), com.google.protobuf.ByteString.copyFrom(y)));
  }

  private static void pause(FakeCall call) throws InterruptedException {
    Tensor millis = call.request().input("millis").orElseThrow();
    call.pause(Duration.ofMillis(millis.asInt32()[0]));
    call.reply(millis);
  }

  private void pauseOrRefuse(FakeCall call) throws InterruptedException {
    if (!oneRunningAndOneWaiting.tryAcquire()) {
      call.fail(FakeError.UNAVAILABLE, "Exceeds maximum queue size");
      return;
    }
    try {
      pause(call);
    } finally {
      oneRunningAndOneWaiting.release();
    }
  }

  private static void fail(FakeCall call) {
    String text = call.request().input("text").orElseThrow().asString();
    String raised = "Failed to process the request(s) for model instance 'failing_0_0', message: ";
    call.fail(
        FakeError.INTERNAL,
        text.startsWith("raise ")
            ? raised + "TritonModelException: " + text.substring("raise ".length())
            : text);
  }

  private static int number(InferRequest request, String name, int otherwise) {
    return request.input(name).map(tensor -> tensor.asInt32()[0]).orElse(otherwise);
  }
}
