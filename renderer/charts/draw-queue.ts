// When many charts change at once (a refresh, a new theme, a zoom), drawing them in one go would hold the page up for as long as
// all of them take. Here each is drawn in a task of its own or with a few small neighbours: between two tasks the page can
// answer the mouse. Charts in sight are drawn first.

/** One thing that draws; the same one asked twice before its turn is drawn once. */
export interface Drawer {
  draw(): void;
  /** Read when the turn comes. */
  isInSight(): boolean;
}

export interface DrawQueueParts {
  /** Runs it in a task of its own, soon. */
  later(run: () => void): void;
  /** Milliseconds of any origin. */
  now(): number;
  /** What a drawing did wrong; the others are drawn all the same. */
  onError(error: unknown): void;
}

/** Ten drawings of one millisecond share a task; a drawing that takes this long has it for itself. */
const taskMs = 12;

export class DrawQueue {
  private readonly waiting = new Set<Drawer>();
  /** How long each took the last time: what is likely to take long starts a task and does not end one. */
  private readonly lengths = new WeakMap<Drawer, number>();
  private isRunning = false;

  constructor(private readonly parts: DrawQueueParts) {}

  request(drawer: Drawer): void {
    this.waiting.add(drawer);
    this.start();
  }

  /** It is gone, or has been drawn already. */
  cancel(drawer: Drawer): void {
    this.waiting.delete(drawer);
  }

  /** Everything that was asked for is drawn: a picture of the page shows it all. */
  get isIdle(): boolean {
    return this.waiting.size === 0;
  }

  private start(): void {
    if (this.isRunning || this.waiting.size === 0) return;
    this.isRunning = true;
    this.parts.later(() => this.run());
  }

  private run(): void {
    const began = this.parts.now();
    for (let next = this.next(); next; next = this.next()) {
      const soFar = this.parts.now() - began;
      if (soFar > 0 && soFar + (this.lengths.get(next) ?? 0) > taskMs) break;
      this.waiting.delete(next);
      const from = this.parts.now();
      try {
        next.draw();
      } catch (error) {
        this.parts.onError(error);
      }
      this.lengths.set(next, this.parts.now() - from);
    }
    this.isRunning = false;
    this.start();
  }

  /** The first in sight; without one, the first of all. */
  private next(): Drawer | undefined {
    let first: Drawer | undefined;
    for (const drawer of this.waiting) {
      if (drawer.isInSight()) return drawer;
      first ??= drawer;
    }
    return first;
  }
}

/** The queue of this page. */
export const drawQueue = new DrawQueue({
  later: soon(),
  now: () => performance.now(),
  // Thrown where nothing waits for it: the log gets it, and the next chart is drawn.
  onError: (error) => reportError(error),
});

/** A message to oneself is a task without the delay that nested timers get. The channel is made when it is first needed. */
function soon(): (run: () => void) => void {
  let channel: MessageChannel | undefined;
  const runs: (() => void)[] = [];
  return (run) => {
    if (!channel) {
      channel = new MessageChannel();
      channel.port1.onmessage = () => runs.shift()?.();
    }
    runs.push(run);
    channel.port2.postMessage(undefined);
  };
}
