/**
 * PNG read and written by code of our own. Entry classes: {@link
 * dev.chatbrush.imaging.codec.png.GrayPng} and {@link dev.chatbrush.imaging.codec.png.TintPng} for
 * masks; pictures go through {@code codec}. Neighbours: {@code codec.file} and the root package.
 */
package dev.chatbrush.imaging.codec.png;
