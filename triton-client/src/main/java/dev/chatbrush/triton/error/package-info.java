/**
 * Why a call gave no answer. Entry: {@link dev.chatbrush.triton.error.InferenceException}, the base
 * of all. Knows no other package.
 */
package dev.chatbrush.triton.error;
