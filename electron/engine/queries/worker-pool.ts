// The threads for heavy queries: none until there is one, two at most, and none again when there has been none for a minute,
// because each costs tens of megabytes.
import { type Milliseconds, minutes } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Stop } from "./stop";
import { ending, type WorkerThread } from "./worker-thread";

const mostThreads = 2;
const idleLimit: Milliseconds = minutes(1);

export interface Slot {
  thread: WorkerThread;
  /** Another query may have the thread. */
  release(): void;
}

export interface WorkerPool {
  /** A free thread, or undefined when the query has to wait for one. */
  tryTake(): Slot | undefined;
  /** Waits for its turn, first come, first served. Rejects when the query is stopped before. */
  take(stop: Stop): Promise<Slot>;
  close(): Promise<void>;
}

export function createWorkerPool({ start, clock }: { start: () => WorkerThread; clock: Clock }): WorkerPool {
  const threads = new Set<WorkerThread>();
  const free: WorkerThread[] = [];
  const queue: { resolve(slot: Slot): void; reject(error: unknown): void }[] = [];
  const endings = new Map<WorkerThread, () => void>();
  let isClosed = false;

  function slotOf(thread: WorkerThread): Slot {
    endings.get(thread)?.();
    endings.delete(thread);
    let isHeld = true;
    return {
      thread,
      release() {
        if (!isHeld) return;
        isHeld = false;
        if (thread.isAlive && !isClosed) free.push(thread);
        else threads.delete(thread);
        handOn();
        if (free.includes(thread))
          endings.set(
            thread,
            clock.setTimer(() => retire(thread), idleLimit),
          );
      },
    };
  }

  function tryTake(): Slot | undefined {
    if (isClosed) return undefined;
    // The one used last: the others may come to their end.
    for (let thread = free.pop(); thread; thread = free.pop()) {
      if (thread.isAlive) return slotOf(thread);
      forget(thread);
    }
    if (threads.size >= mostThreads) return undefined;
    const thread = start();
    threads.add(thread);
    return slotOf(thread);
  }

  function handOn(): void {
    while (queue.length > 0) {
      const slot = tryTake();
      if (!slot) return;
      queue.shift()?.resolve(slot);
    }
  }

  function forget(thread: WorkerThread): void {
    threads.delete(thread);
    endings.get(thread)?.();
    endings.delete(thread);
  }

  function retire(thread: WorkerThread): void {
    const at = free.indexOf(thread);
    if (at < 0) return;
    free.splice(at, 1);
    forget(thread);
    void thread.end();
  }

  return {
    tryTake,
    take(stop) {
      const slot = queue.length === 0 ? tryTake() : undefined;
      if (slot) return Promise.resolve(slot);
      if (isClosed) return Promise.reject(ending());
      if (stop.aborted) return Promise.reject(stop.failure());
      return new Promise<Slot>((resolve, reject) => {
        const turn = { resolve, reject };
        queue.push(turn);
        stop.onStop(() => {
          const at = queue.indexOf(turn);
          if (at < 0) return;
          queue.splice(at, 1);
          reject(stop.failure());
        });
      });
    },
    async close() {
      isClosed = true;
      for (const { reject } of queue.splice(0)) reject(ending());
      for (const end of endings.values()) end();
      endings.clear();
      await Promise.all([...threads].map((thread) => thread.end()));
    },
  };
}
