package dev.chatbrush.gateway.archive;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Takes sessions out, changes their files, and brings them in. */
final class ArchiveFiles {
  private ArchiveFiles() {}

  static byte[] export(String session) {
    return given()
        .get("/api/sessions/{id}/export", session)
        .then()
        .statusCode(200)
        .contentType("application/zip")
        .header("Content-Disposition", containsString("photo.chatbrush.zip"))
        .extract()
        .asByteArray();
  }

  static ValidatableResponse importing(byte[] file, String... headers) {
    var request = given().multiPart("file", "session.zip", file, "application/zip");
    if (headers.length > 0) {
      request.header(headers[0], headers[1]);
    }
    return request.post("/api/sessions/import").then();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Map<String, byte[]> with(Map<String, byte[]> zip, String name, byte[] content) {
    zip.put(name, content);
    return zip;
  }

  static Map<String, byte[]> only(Map<String, byte[]> zip, String name) {
    zip.keySet().removeIf(one -> !one.equals(name));
    return zip;
  }

  static byte[] changed(byte[] file, UnaryOperator<Map<String, byte[]>> change) {
    return zipped(change.apply(unzip(file)));
  }

  static Map<String, byte[]> unzip(byte[] file) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return files;
  }

  static byte[] zipped(Map<String, byte[]> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }
}
