package dev.chatbrush.triton.catalogue;

import java.util.List;

/**
 * A thing that a detector finds, and what people call it.
 *
 * @param id as the model answers it
 * @param english the usual word first; plurals are understood without being listed
 * @param korean the usual word first
 */
public record Label(String id, List<String> english, List<String> korean) {
  public Label {
    english = List.copyOf(english);
    korean = List.copyOf(korean);
  }
}
