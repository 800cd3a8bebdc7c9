package dev.chatbrush.triton.grpc.message;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a message with one copy: the frame goes into one array, and the message's byte fields are
 * views of it. (grpc-java's own reads into a buffer and copies each field out of it.) Writing is
 * grpc-java's, which copies wrapped bytes straight into the network's buffers.
 */
final class AliasingMarshaller<T extends Message> implements Marshaller<T> {
  private final Marshaller<T> writer;
  private final Parser<T> parser;

  private AliasingMarshaller(T prototype, Parser<T> parser) {
    this.writer = ProtoUtils.marshaller(prototype);
    this.parser = parser;
  }

  @SuppressWarnings("unchecked") // a message's parser makes messages of its own type
  static <T extends Message> AliasingMarshaller<T> of(T prototype) {
    return new AliasingMarshaller<>(prototype, (Parser<T>) prototype.getParserForType());
  }

  @Override
  public InputStream stream(T value) {
    return writer.stream(value);
  }

  @Override
  public T parse(InputStream stream) {
    try {
      byte[] frame = readFrame(stream);
      CodedInputStream input = UnsafeByteOperations.unsafeWrap(frame).newCodedInput();
      input.enableAliasing(true);
      return parser.parseFrom(input);
    } catch (InvalidProtocolBufferException malformed) {
      throw Status.INTERNAL
          .withDescription("the message is not what the protocol says")
          .withCause(malformed)
          .asRuntimeException();
    } catch (IOException unreadable) {
      throw Status.INTERNAL
          .withDescription("the message could not be read to its end")
          .withCause(unreadable)
          .asRuntimeException();
    }
  }

  private static byte[] readFrame(InputStream stream) throws IOException {
    if (!(stream instanceof KnownLength)) {
      return stream.readAllBytes();
    }
    // Not readNBytes, which gathers pieces and copies them together.
    byte[] frame = new byte[stream.available()];
    int length = stream.readNBytes(frame, 0, frame.length);
    if (length != frame.length) {
      throw new EOFException("expected %d bytes, found %d".formatted(frame.length, length));
    }
    return frame;
  }
}
