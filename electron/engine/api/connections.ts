// The calls `connections.*`, and the events that tell windows how connections are doing.
import { seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Connections } from "../connections/connections";
import type { Api } from "./api";

const leastBetweenEvents = seconds(1);
const lookEvery = seconds(5);
const askAfter = seconds(30);

/** Returns the function that ends the probing. */
export function setUpConnectionsApi(api: Api, { connections, clock }: { connections: Connections; clock: Clock }): () => void {
  api.answer("connections.list", () => ({ connections: connections.list() }));
  const probing = probeWhileWatched(api, connections, clock);
  api.answer("connections.save", async (draft) => {
    const row = await connections.save(draft);
    // Whoever just typed an address waits to see whether it answers.
    probing.soon();
    return row;
  });
  api.answer("connections.remove", async ({ id }) => {
    await connections.remove(id);
    return {};
  });
  api.answer("connections.test", (draft, { signal }) => connections.test(draft, signal));

  const stopTelling = connections.onChange(
    createThrottle(clock, () => api.publish("connections.changed", { connections: connections.list() })),
  );
  return () => {
    stopTelling();
    probing.stop();
  };
}

/** Runs at once, and then at most once a second with the newest, so that the last change is always told. */
function createThrottle(clock: Clock, run: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    const wait = last + leastBetweenEvents - clock.monotonic();
    clock.setTimer(
      () => {
        isWaiting = false;
        last = clock.monotonic();
        run();
      },
      Math.max(0, wait),
    );
  };
}

/** While a window shows connections, those that no query has asked for half a minute are asked: a number without an age is not to be trusted. */
function probeWhileWatched(api: Api, connections: Connections, clock: Clock): { soon(): void; stop(): void } {
  const controller = new AbortController();
  let isLooking = false;
  let cancel = clock.setTimer(look, seconds(1));

  async function look(): Promise<void> {
    isLooking = true;
    if (api.hasListeners("connections.changed")) await connections.probeUnheard(askAfter, controller.signal);
    isLooking = false;
    if (!controller.signal.aborted) cancel = clock.setTimer(look, lookEvery);
  }

  return {
    soon() {
      // A look under way is followed by the next one soon enough.
      if (isLooking || controller.signal.aborted) return;
      cancel();
      cancel = clock.setTimer(look, 0);
    },
    stop() {
      controller.abort();
      cancel();
    },
  };
}
