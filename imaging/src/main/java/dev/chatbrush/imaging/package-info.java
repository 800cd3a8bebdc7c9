/**
 * Pictures and masks in memory. Entry classes: {@link dev.chatbrush.imaging.RgbImage} and {@link
 * dev.chatbrush.imaging.Region}; {@code codec}, {@code mask} and {@code stitch} build on them.
 * Knows no service, no Quarkus, no gRPC.
 */
package dev.chatbrush.imaging;
