/**
 * The one list of what can go wrong: code, status, words in two languages. Entry: {@link
 * dev.chatbrush.contracts.problem.ProblemList}, read from {@code problems.json}. Uses no neighbour.
 */
package dev.chatbrush.contracts.problem;
