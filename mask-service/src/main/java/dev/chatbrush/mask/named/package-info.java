/**
 * Things by their names: what was asked for, what was found, and which of it is meant. Entry class:
 * {@link dev.chatbrush.mask.named.Named}. May use {@code problem}.
 */
package dev.chatbrush.mask.named;
