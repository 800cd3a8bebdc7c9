/**
 * Why a request got no mask, with a stable code. Entry class: {@link
 * dev.chatbrush.mask.problem.MaskProblem}. Uses no neighbour.
 */
package dev.chatbrush.mask.problem;
