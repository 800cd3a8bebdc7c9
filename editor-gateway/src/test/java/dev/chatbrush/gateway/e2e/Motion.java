package dev.chatbrush.gateway.e2e;

import java.util.List;

/** What moves by itself on the page, as its computed styles and its drawing tell. */
final class Motion {
  /** Every element with an animation or a transition, and the overlay where its outline walks. */
  private static final String MOVING =
      """
      async () => {
        const found = [];
        const lasts = (times) => times.split(',').some((time) => parseFloat(time) > 0);
        const look = (element, pseudo) => {
          const style = getComputedStyle(element, pseudo);
          const animates = style.animationName !== 'none' && lasts(style.animationDuration);
          if (animates || lasts(style.transitionDuration)) {
            found.push(`${element.localName}.${element.className}${pseudo ?? ''}`);
          }
        };
        const walk = (root) => {
          for (const element of root.querySelectorAll('*')) {
            [null, '::before', '::after'].forEach((pseudo) => look(element, pseudo));
            if (element.shadowRoot !== null) {
              walk(element.shadowRoot);
            }
          }
        };
        walk(document);
        const app = document.querySelector('cb-app').shadowRoot;
        const canvas = app.querySelector('cb-stage')?.shadowRoot.querySelector('canvas');
        const drawn = [];
        for (let look = 0; look < 3; look++) {
          drawn.push(canvas?.toDataURL());
          await new Promise((resolve) => setTimeout(resolve, 150));
        }
        const walks = drawn[0] !== drawn[1] && drawn[1] !== drawn[2];
        return walks ? [...found, 'the outline of the mask'] : found;
      }""";

  private Motion() {}

  static List<String> of(EditorPage editor) {
    return ((List<?>) editor.page().evaluate(MOVING)).stream().map(String::valueOf).toList();
  }
}
