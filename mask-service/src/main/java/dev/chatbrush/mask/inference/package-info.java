/**
 * The way to Triton: guards, models, health. Entry class: {@link
 * dev.chatbrush.mask.inference.GuardedInference}. May use {@code problem}.
 */
package dev.chatbrush.mask.inference;
