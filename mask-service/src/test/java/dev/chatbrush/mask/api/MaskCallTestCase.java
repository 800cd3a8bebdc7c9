package dev.chatbrush.mask.api;

import io.quarkus.test.common.QuarkusTestResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A client of the running service, and a Triton that a test may let behave as it likes. */
@QuarkusTestResource(FakeTritonResource.class)
abstract class MaskCallTestCase {
  final FakeSegmenter triton = FakeTritonResource.segmenter();
  MaskClient client;

  @BeforeEach
  void connect() {
    triton.reset();
    client = new MaskClient();
  }

  @AfterEach
  void disconnect() {
    triton.reset();
    client.close();
  }
}
