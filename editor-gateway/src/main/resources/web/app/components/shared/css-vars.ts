import { noChange } from 'lit';
import { directive, Directive, PartType } from 'lit/directive.js';
import type { ElementPart, PartInfo } from 'lit/directive.js';

/**
 * Sets style properties from numbers that change, through the CSSOM: the content security policy
 * forbids style attributes, which Lit's own styleMap writes.
 */
class CssVarsDirective extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) {
      throw new TypeError('cssVars stands in a tag: <div ${cssVars({…})}>');
    }
  }

  override render(_values: Readonly<Record<string, string>>): typeof noChange {
    return noChange;
  }

  override update(
    part: ElementPart,
    [values]: [Readonly<Record<string, string>>],
  ): typeof noChange {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(values)) {
      style.setProperty(name, value);
    }
    return noChange;
  }
}

export const cssVars = directive(CssVarsDirective);
