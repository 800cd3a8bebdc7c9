/**
 * Edits on a part of a picture: {@link dev.chatbrush.imaging.stitch.CropPlan} cuts it out, {@link
 * dev.chatbrush.imaging.stitch.Stitcher} lays it back, {@link
 * dev.chatbrush.imaging.stitch.PixelLock} counts what changed elsewhere. May use the root package
 * and {@code mask}.
 */
package dev.chatbrush.imaging.stitch;
