/** What the layout needs to know of a revision. */
export interface TreeNode {
  readonly number: number;
  readonly parent: number | null;
}

export interface PlacedNode extends TreeNode {
  /** Edits between this and the first revision. */
  readonly column: number;
  /** 0 for the first line of work; each branch gets a row of its own. */
  readonly row: number;
}

/** Lays the history tree out: time runs to the right, a branch opens a row below. */
export function layoutHistory(nodes: readonly TreeNode[]): PlacedNode[] {
  const placed = new Map<number, PlacedNode>();
  const continued = new Set<number>();
  let rows = 0;
  for (const node of [...nodes].sort((a, b) => a.number - b.number)) {
    const parent = node.parent === null ? undefined : placed.get(node.parent);
    const continues = parent !== undefined && !continued.has(parent.number);
    placed.set(node.number, {
      number: node.number,
      parent: node.parent,
      column: parent === undefined ? 0 : parent.column + 1,
      row: continues ? parent.row : rows++,
    });
    if (parent !== undefined) {
      continued.add(parent.number);
    }
  }
  return [...placed.values()];
}
