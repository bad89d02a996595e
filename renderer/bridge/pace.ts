// Once a second there are several things to tell: the frame of the live charts, the engine's status, the process table. Each
// has its own moment, and for each the browser would style, lay out, paint and compose the page. So the small ones wait for
// the frame that is due anyway, and the page is drawn once.
import type { Bridge } from "#shared/contract/bridge";
import type { EventName, StreamName } from "#shared/contract/index";
import { type Milliseconds, seconds } from "#shared/units/time";

const leader: StreamName = "query.live";
const followers: ReadonlySet<StreamName | EventName> = new Set<StreamName | EventName>(["engine.status", "processes.table"]);

/** Frames further apart than that (a wide window, an engine that is late) are not waited for. */
const patience: Milliseconds = seconds(1.5);

/** The same bridge; what may wait is handed over right after the next live frame, if one is due within a second or so. */
export function paceBridge(bridge: Bridge, now: () => Milliseconds): Bridge {
  const waiting: (() => void)[] = [];
  let leaders = 0;
  let ledAt = Number.NEGATIVE_INFINITY;

  function release(): void {
    for (const run of waiting.splice(0)) run();
  }

  function follow(run: () => void): void {
    waiting.push(run);
    // So many of them: the frame they wait for does not come.
    if (leaders === 0 || now() - ledAt > patience || waiting.length > followers.size * 2) release();
  }

  return {
    call: bridge.call,
    onLink: bridge.onLink,
    listen(name, onValue) {
      if (!followers.has(name)) return bridge.listen(name, onValue);
      let isOn = true;
      const stop = bridge.listen(name, (value) => follow(() => isOn && onValue(value)));
      return () => {
        isOn = false;
        stop();
      };
    },
    open(name, input, credit, onFrame, onEnd) {
      if (followers.has(name)) return bridge.open(name, input, credit, (frame) => follow(() => onFrame(frame)), onEnd);
      if (name !== leader) return bridge.open(name, input, credit, onFrame, onEnd);
      let isOpen = true;
      leaders++;
      const leave = () => {
        if (!isOpen) return;
        isOpen = false;
        leaders--;
        if (leaders === 0) release();
      };
      const stream = bridge.open(
        name,
        input,
        credit,
        (frame) => {
          ledAt = now();
          onFrame(frame);
          release();
        },
        (failure) => {
          leave();
          onEnd(failure);
        },
      );
      return {
        grant: (more) => stream.grant(more),
        close() {
          leave();
          stream.close();
        },
      };
    },
  };
}
