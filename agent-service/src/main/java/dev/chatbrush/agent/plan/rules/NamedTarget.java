package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.plan.NamedThing;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.Target;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The thing that a clause names, where a detector knows it. What is selected is meant before it,
 * unless that was found by another name.
 */
final class NamedTarget {
  /** Words that tell the thing from others of its name, which no detector does, or spare it. */
  private static final Pattern TOLD =
      Pattern.compile(
          "(?i)\\b(other|another|else|behind|corner|distance|passing|walking|running|but|except"
              + "|besides|without|keep|leave|preserve)\\b"
              + "|뒤|옆 ?사람|저기|저쪽|구석|끝에|멀리|지나가|다른|나머지|빼고|말고|제외|남기|남겨|그대로|두고");

  private final PlanContext context;
  private final CatalogueSnapshot catalogue;
  private final Language language;
  private final ThingReader things;

  NamedTarget(PlanContext context, CatalogueSnapshot catalogue, Language language) {
    this.context = context;
    this.catalogue = catalogue;
    this.language = language;
    this.things = new ThingReader(catalogue.things(), language);
  }

  static boolean isTold(String text) {
    return TOLD.matcher(text).find();
  }

  /**
   * @param said what the clause applies to by its other words
   * @param selected whether something is selected that a step may use
   */
  Optional<NamedThing> of(String tool, Clause clause, Optional<Target> said, boolean selected) {
    boolean needs = catalogue.needsMask(tool);
    boolean free = said.filter(target -> !needs || target != Target.WHOLE).isEmpty();
    boolean other =
        tool.equals(CatalogueSnapshot.BACKGROUND_ERASE)
            || tool.equals(CatalogueSnapshot.BACKGROUND_REPLACE)
            || isTold(context.text());
    if (!free || other || !catalogue.takesMask(tool)) {
      return Optional.empty();
    }
    Optional<NamedThing> named = needs ? things.of(clause) : partOfLook(tool, clause);
    return named.filter(thing -> !selected || isAnother(thing));
  }

  /** A person is the picture's subject, and some tools find by themselves what a prompt names. */
  private Optional<NamedThing> partOfLook(String tool, Clause clause) {
    if (catalogue.findsParts(tool) || NamedPart.isPerson(clause, language)) {
      return Optional.empty();
    }
    return NamedPart.of(clause, language).flatMap(part -> things.of(clause, part));
  }

  private boolean isAnother(NamedThing thing) {
    String selected = context.selectedAs();
    return !selected.isEmpty() && !catalogue.things().same(selected, thing.name());
  }
}
