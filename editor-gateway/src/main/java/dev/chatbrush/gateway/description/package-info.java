/**
 * What the description at /q/openapi says beyond the signatures: it is completed while the program
 * is built, from the records and the list of problems; and that it is only read. Entry: {@link
 * dev.chatbrush.gateway.description.DescriptionFilter}. May use api and write.
 */
package dev.chatbrush.gateway.description;
