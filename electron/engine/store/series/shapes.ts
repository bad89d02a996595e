// A shape is which label names a series has. There are few of them, so a series keeps its shape's number instead of its names.

export interface Shape {
  /** Sorted. */
  readonly names: readonly string[];
  /** Which of them is `__name__`; -1 where none is. */
  readonly metricAt: number;
  /** How many series have it; at 0 it may be forgotten. */
  series: number;
}

export interface Shapes {
  /** The number of the shape with these names, in whatever order they are given. */
  take(names: readonly string[]): number;
  find(names: readonly string[]): number | undefined;
  get(number: number): Shape;
  /** By number; empty where a shape was forgotten. */
  readonly all: readonly (Shape | undefined)[];
  forgetUnused(): void;
}

/** The same names in another order are the same shape: each order is worked out once. */
interface Arrangement {
  given: readonly string[];
  shape: number;
}

/** A server that shuffles its labels has thousands of orders: beyond these they are sorted each time. */
const mostArrangements = 4096;

export function createShapes(): Shapes {
  const all: (Shape | undefined)[] = [];
  const arrangements = new Map<string, Arrangement[]>();
  // Series come in families: the names are mostly those of the one before.
  let latest: Arrangement | undefined;

  function findArranged(names: readonly string[]): number | undefined {
    if (latest && isSame(latest.given, names)) return latest.shape;
    const known = arrangements.get(keyOf(names))?.find(({ given }) => isSame(given, names));
    if (known) latest = known;
    return known?.shape;
  }

  function arrange(names: readonly string[], shape: number): void {
    const key = keyOf(names);
    arrangements.set(key, [...(arrangements.get(key) ?? []), { given: [...names], shape }]);
  }

  function add(names: readonly string[]): number {
    const sorted = [...names].sort();
    let number = findArranged(sorted);
    if (number === undefined) {
      const free = all.indexOf(undefined);
      number = free < 0 ? all.length : free;
      all[number] = { names: sorted, metricAt: sorted.indexOf("__name__"), series: 0 };
      arrange(sorted, number);
    }
    if (arrangements.size < mostArrangements && !isSame(sorted, names)) arrange(names, number);
    return number;
  }

  return {
    take: (names) => findArranged(names) ?? add(names),
    find: (names) => findArranged(names) ?? findArranged([...names].sort()),
    get(number) {
      const shape = all[number];
      if (!shape) throw new Error(`there is no shape ${number}`);
      return shape;
    },
    all,
    forgetUnused() {
      for (const [number, shape] of all.entries()) if (shape?.series === 0) all[number] = undefined;
      for (const [key, known] of arrangements) {
        const left = known.filter(({ shape }) => all[shape]);
        if (left.length > 0) arrangements.set(key, left);
        else arrangements.delete(key);
      }
      latest = undefined;
    },
  };
}

/** Names may hold any character, so equal keys are no proof. */
const keyOf = (names: readonly string[]): string => names.join("\u0000");

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, index) => name === b[index]);
