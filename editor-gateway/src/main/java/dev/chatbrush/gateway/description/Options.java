package dev.chatbrush.gateway.description;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Says what an option of a tool may be: annotations know no schema of further members. */
final class Options {
  private static final int LONGEST = 2000;

  private Options() {}

  static void complete(Schema options) {
    options.setPropertyNames(OASFactory.createSchema().pattern("^[a-z][a-z0-9_]{0,39}$"));
    options.setAdditionalPropertiesSchema(
        OASFactory.createSchema()
            .addType(SchemaType.STRING)
            .addType(SchemaType.NUMBER)
            .addType(SchemaType.BOOLEAN)
            .addType(SchemaType.NULL)
            .maxLength(LONGEST));
  }
}
