/**
 * Meters under their published names. Entry class: {@link dev.chatbrush.mask.telemetry.MaskMeters}.
 * Uses no neighbour.
 */
package dev.chatbrush.mask.telemetry;
