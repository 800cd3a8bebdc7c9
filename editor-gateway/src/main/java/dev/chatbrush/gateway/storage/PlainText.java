package dev.chatbrush.gateway.storage;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Every text on its way into a column. A NUL character and half a surrogate pair are no text to
 * PostgreSQL, which would refuse the row: they become U+FFFD on both databases.
 */
final class PlainText extends AbstractArgumentFactory<String> {
  private static final char REPLACEMENT = '\ufffd';

  PlainText() {
    super(Types.VARCHAR);
  }

  @Override
  protected Argument build(String value, ConfigRegistry config) {
    String plain = plain(value);
    return (position, statement, context) -> statement.setString(position, plain);
  }

  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .map(character -> isText(character) ? character : REPLACEMENT)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean isText(int character) {
    return character != 0 && Character.getType(character) != Character.SURROGATE;
  }
}
