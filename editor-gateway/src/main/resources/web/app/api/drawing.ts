import type { Rle, SelectionInput } from 'chatbrush-client';

/**
 * What is drawn, with the parts before it and the mask of those that it joins: null where there are
 * none, or where it is not known yet. Both go their own way.
 */
export type Drawing = SelectionInput & {
  readonly base: Rle | null;
  readonly parts: readonly Drawing[];
};

/** As it is sent, whole each time. */
export function sent(input: Drawing, sequence: number): object {
  const asks = input.points.length > 0 || input.box !== null || input.subject !== null;
  return {
    ...drawn(input),
    // Strokes are laid on top, whatever is joined below them.
    join: (asks && input.uploaded ? input.join : null) ?? undefined,
    parts: input.parts.length > 0 ? input.parts.map(kept) : undefined,
    sequence,
  };
}

/** The masks between parts follow from the parts; one that nobody has drawn follows from nothing. */
function kept(part: Drawing): object {
  const isMask = part.uploaded && part.join === null;
  return isMask ? { uploaded: true, rle: part.base } : drawn(part);
}

function drawn(input: SelectionInput): object {
  return {
    points: input.points,
    box: input.box ?? undefined,
    strokes: input.strokes,
    subject: input.subject ?? undefined,
    text: input.text ?? undefined,
    numbers: input.text === null ? undefined : input.numbers,
    candidate: input.candidate ?? undefined,
    refine: input.refine,
    uploaded: input.uploaded,
    join: input.join ?? undefined,
  };
}
