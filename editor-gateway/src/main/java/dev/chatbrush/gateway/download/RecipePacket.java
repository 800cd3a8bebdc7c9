package dev.chatbrush.gateway.download;

import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.imaging.codec.file.JpegSegments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How a picture was made, for programs that read XMP: each edit from the uploaded picture on is an
 * event of {@code xmpMM:History} with its recipe as JSON. Source: XMP part 1, section 7; part 2,
 * section 1.2.5.4 (ResourceEvent).
 */
final class RecipePacket {
  private static final String BEGIN =
      """
      <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
          xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#">
         <xmpMM:History><rdf:Seq>
      """;
  private static final String EVENT =
      """
          <rdf:li stEvt:action="edited" stEvt:softwareAgent="Chatbrush" stEvt:when="%s"
            stEvt:parameters="%s"/>
      """;
  private static final String END =
      """
         </rdf:Seq></xmpMM:History>
        </rdf:Description>
       </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="r"?>
      """;

  private RecipePacket() {}

  /**
   * The packet of a revision; empty where nothing was edited. Of more edits than a JPEG has room
   * for, the last ones.
   */
  static Optional<byte[]> of(History history, Revision shown, Json json) {
    int room = JpegSegments.XMP_ROOM - bytes(BEGIN).length - bytes(END).length;
    Deque<String> events = new ArrayDeque<>();
    Revision at = shown;
    while (at.parent() != null) {
      String event = EVENT.formatted(at.createdAt(), attribute(json.write(at.recipe())));
      room -= bytes(event).length;
      if (room < 0) {
        break;
      }
      events.addFirst(event);
      at = history.revision(at.parent());
    }
    return events.isEmpty()
        ? Optional.empty()
        : Optional.of(bytes(BEGIN + String.join("", events) + END));
  }

  /** JSON has no control characters left; two more code points are none of XML's. */
  private static String attribute(String json) {
    return json.replaceAll("[\uFFFE\uFFFF]", "\uFFFD")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("\"", "&quot;");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
