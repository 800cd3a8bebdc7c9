/**
 * Which models are there and what they are for. Entry: {@link
 * dev.chatbrush.triton.catalogue.ModelCatalogue}. Neighbours: the root package.
 */
package dev.chatbrush.triton.catalogue;
