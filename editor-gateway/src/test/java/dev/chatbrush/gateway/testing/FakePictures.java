package dev.chatbrush.gateway.testing;

import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.contracts.picture.View;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The pictures that a fake service has been sent. */
public final class FakePictures {
  private final Map<String, byte[]> known = new ConcurrentHashMap<>();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final List<View> views = new CopyOnWriteArrayList<>();

  /** Takes the content where there is one; says whether the picture is known now. */
  boolean take(Picture picture) {
    if (picture.hasView()) {
      View view = picture.getView();
      views.add(view);
      known.put(
          picture.getSha256(),
          ImageEncoder.png(RgbImage.filled(view.getWidth(), view.getHeight(), 9, 9, 9)));
      sent.add(picture.getSha256());
    }
    if (!picture.getContent().isEmpty()) {
      known.put(picture.getSha256(), picture.getContent().toByteArray());
      sent.add(picture.getSha256());
    }
    return known.containsKey(picture.getSha256());
  }

  /** The views that came instead of whole pictures, in order. */
  public List<View> views() {
    return List.copyOf(views);
  }

  byte[] get(String sha256) {
    return known.get(sha256);
  }

  /** Hashes of the pictures whose bytes came, in order. */
  public List<String> sent() {
    return List.copyOf(sent);
  }

  void clear() {
    known.clear();
    sent.clear();
    views.clear();
  }
}
