// How many groups are evaluated at once against one source: a hundred at one second would be a hundred requests at once.

const mostAtOnce = 4;

export interface Turns {
  /** A turn at this source, at once or when there is one; the function ends it. */
  take(source: string): (() => void) | Promise<() => void>;
}

interface Place {
  running: number;
  waiting: (() => void)[];
}

export function createTurns(): Turns {
  const busy = new Map<string, Place>();

  function turnAt(source: string, place: Place): () => void {
    let isEnded = false;
    return () => {
      if (isEnded) return;
      isEnded = true;
      const next = place.waiting.shift();
      // The place is handed on, or nobody holds it any more.
      if (next) next();
      else if (--place.running === 0) busy.delete(source);
    };
  }

  return {
    take(source) {
      const place = busy.get(source) ?? { running: 0, waiting: [] };
      busy.set(source, place);
      if (place.running < mostAtOnce) {
        place.running++;
        return turnAt(source, place);
      }
      return new Promise<void>((resolve) => place.waiting.push(resolve)).then(() => turnAt(source, place));
    },
  };
}
