/**
 * What can be done now: the connection to Triton and the tools that its models offer. Entry class:
 * {@link dev.chatbrush.agent.catalogue.ToolCatalogue}. Uses no other package of the service.
 */
package dev.chatbrush.agent.catalogue;
