/**
 * What the three services say to each other beside the messages themselves. Entry classes: {@link
 * dev.chatbrush.contracts.wire.WireErrors}, {@link dev.chatbrush.contracts.wire.PictureHash} and
 * {@link dev.chatbrush.contracts.wire.MessageSize}. Knows no other package.
 */
package dev.chatbrush.contracts.wire;
