package dev.chatbrush.gateway.e2e;

import java.util.List;

/**
 * What a finger can hit: every control that the page shows, wherever it stands in its shadow roots,
 * found by what it is and by no list of names (WCAG 2.5.5: 44 by 44 CSS pixels).
 */
final class TouchTargets {
  /** Whole, since browsers lay out in 64ths of a pixel. */
  private static final String TOO_SMALL =
      """
      () => {
        const controls = `a[href], button, input, select, summary, textarea,
          [role=button], [role=link], [role=slider], [role=switch], [role=checkbox], [role=radio],
          [role=menuitem], [role=menuitemradio], [role=menuitemcheckbox], [role=tab],
          [role=option]`;
        const found = [];
        const collect = (root) => {
          for (const element of root.querySelectorAll('*')) {
            if (element.matches(controls)) {
              found.push(element);
            }
            if (element.shadowRoot !== null) {
              collect(element.shadowRoot);
            }
          }
        };
        collect(document);
        // Told to hide, or no larger than what only screen readers meet.
        const isShown = (element) =>
          element.checkVisibility({ visibilityProperty: true }) &&
          element.getBoundingClientRect().bottom > 0;
        // A box that is ticked by its line is as large as that.
        const targetOf = (element) =>
          [...(element.labels ?? [])].find((label) => label.contains(element)) ?? element;
        const shown = found.filter(isShown).map(targetOf);
        return [
          String(shown.length),
          ...shown.flatMap((element) => {
            const { width, height } = element.getBoundingClientRect();
            const name = element.getAttribute('aria-label') ?? element.textContent.trim();
            const size = `${Math.round(width)}x${Math.round(height)}`;
            return Math.round(width) < 44 || Math.round(height) < 44
              ? [`${element.localName}#${element.id}.${element.className} "${name.slice(0, 40)}" ${size}`]
              : [];
          }),
        ];
      }""";

  private TouchTargets() {}

  /** Controls that are smaller than a fingertip, with their sizes. */
  static List<String> tooSmall(EditorPage editor) {
    List<String> found =
        ((List<?>) editor.page().evaluate(TOO_SMALL)).stream().map(String.class::cast).toList();
    if (Integer.parseInt(found.get(0)) < 3) {
      throw new IllegalStateException("the page shows only " + found.get(0) + " controls");
    }
    return found.subList(1, found.size());
  }
}
