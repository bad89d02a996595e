// Which of many things is due next, without looking at all of them: a binary heap; of two for one instant, what was put in first.
// A thing whose time was changed is simply put in again; the older entry is skipped when its turn comes.
export interface DueQueue<T extends { dueAt: number }> {
  put(thing: T): void;
  /** When the next is due; undefined when nothing waits. */
  nextAt(): number | undefined;
  /** Takes out all that are due by then. */
  takeDue(now: number): T[];
}

export function createDueQueue<T extends { dueAt: number }>(isAlive: (thing: T) => boolean): DueQueue<T> {
  interface Entry {
    at: number;
    order: number;
    thing: T;
  }
  const heap: Entry[] = [];
  let puts = 0;
  const at = (index: number) => heap[index] as Entry;
  const compare = (first: number, second: number) => at(first).at - at(second).at || at(first).order - at(second).order;

  function swap(left: number, right: number): void {
    [heap[left], heap[right]] = [at(right), at(left)];
  }

  function rise(index: number): void {
    for (let child = index; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (compare(parent, child) <= 0) return;
      swap(parent, child);
      child = parent;
    }
  }

  function sink(): void {
    for (let parent = 0; ; ) {
      const left = parent * 2 + 1;
      if (left >= heap.length) return;
      const least = left + 1 < heap.length && compare(left + 1, left) < 0 ? left + 1 : left;
      if (compare(parent, least) <= 0) return;
      swap(parent, least);
      parent = least;
    }
  }

  function dropFirst(): void {
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    heap[0] = last;
    sink();
  }

  function dropOutdated(): void {
    while (heap[0] && (heap[0].at !== heap[0].thing.dueAt || !isAlive(heap[0].thing))) dropFirst();
  }

  return {
    put(thing) {
      heap.push({ at: thing.dueAt, order: puts++, thing });
      rise(heap.length - 1);
    },

    nextAt() {
      dropOutdated();
      return heap[0]?.at;
    },

    takeDue(now) {
      const due = new Set<T>();
      for (dropOutdated(); heap[0] && heap[0].at <= now; dropOutdated()) {
        due.add(heap[0].thing);
        dropFirst();
      }
      return [...due];
    },
  };
}
