// A tree in columns: each node at its place in an order where parents stand before what is below them, and the descendants of a
// node are the `size` places after it.

export interface TreeColumns {
  /** The place of the parent; -1 at the top. */
  parent: Int32Array;
  depth: Uint32Array;
  /** How many descendants. */
  size: Uint32Array;
}

/** `order` has a node for each place, and `parents` the parent of each node, -1 for none. */
export function treeColumns(order: ArrayLike<number>, parents: ArrayLike<number>): TreeColumns & { placeOf: Uint32Array } {
  const count = order.length;
  const placeOf = new Uint32Array(count);
  for (let place = 0; place < count; place++) placeOf[order[place] as number] = place;
  const parent = new Int32Array(count).fill(-1);
  const depth = new Uint32Array(count);
  const size = new Uint32Array(count);
  for (let place = 0; place < count; place++) {
    const above = parents[order[place] as number] as number;
    if (above < 0) continue;
    const parentPlace = placeOf[above] as number;
    parent[place] = parentPlace;
    depth[place] = (depth[parentPlace] as number) + 1;
  }
  for (let place = count - 1; place >= 0; place--) {
    const above = parent[place] as number;
    if (above >= 0) size[above] = (size[above] as number) + (size[place] as number) + 1;
  }
  return { parent, depth, size, placeOf };
}

/** An order for `treeColumns` with siblings by their numbers; every node has a higher number than its parent. */
export function preorder(parents: ArrayLike<number>): Uint32Array {
  const count = parents.length;
  const below = new Uint32Array(count);
  for (let node = count - 1; node >= 0; node--) {
    const above = parents[node] as number;
    if (above >= 0) below[above] = (below[above] as number) + (below[node] as number) + 1;
  }
  const order = new Uint32Array(count);
  // Where the next node below each one goes; the last entry is of those at the top.
  const next = new Uint32Array(count + 1);
  for (let node = 0; node < count; node++) {
    const above = parents[node] as number;
    const list = above < 0 ? count : above;
    const place = next[list] as number;
    next[list] = place + (below[node] as number) + 1;
    next[node] = place + 1;
    order[place] = node;
  }
  return order;
}

/** Siblings in lists that can be added to anywhere. */
export interface SiblingLists {
  /** Puts a node, which is the next number, below `above` (-1: at the top) and behind `after` (-1: before all others). */
  insert(above: number, after: number): number;
  parents: number[];
  /** An order for `treeColumns`. */
  order(): Uint32Array;
}

export function createSiblingLists(): SiblingLists {
  const parents: number[] = [];
  const firstBelow: number[] = [];
  const following: number[] = [];
  let firstAtTop = -1;
  return {
    parents,
    insert(above, after) {
      const node = parents.length;
      parents.push(above);
      firstBelow.push(-1);
      if (after >= 0) {
        following.push(following[after] as number);
        following[after] = node;
      } else if (above >= 0) {
        following.push(firstBelow[above] as number);
        firstBelow[above] = node;
      } else {
        following.push(firstAtTop);
        firstAtTop = node;
      }
      return node;
    },
    order() {
      const order = new Uint32Array(parents.length);
      let place = 0;
      for (let node = firstAtTop; node >= 0; ) {
        order[place++] = node;
        if ((firstBelow[node] as number) >= 0) {
          node = firstBelow[node] as number;
          continue;
        }
        while (node >= 0 && (following[node] as number) < 0) node = parents[node] as number;
        if (node >= 0) node = following[node] as number;
      }
      return order;
    },
  };
}
