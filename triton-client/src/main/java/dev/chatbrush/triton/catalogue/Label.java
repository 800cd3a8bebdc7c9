package dev.chatbrush.triton.catalogue;

import java.util.List;

/**
 * A thing that a detector finds, and what people call it.
 *
 * @param id as the model answers it
 * @param english the usual word first; plurals are understood without being listed
 * @param korean the usual word first
 * @param all whether the word means all there is of it, as "text" does
 */
public record Label(String id, List<String> english, List<String> korean, boolean all) {
  public Label {
    english = List.copyOf(english);
    korean = List.copyOf(korean);
  }
}
