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
  api.answer("connections.save", (draft) => connections.save(draft));
  api.answer("connections.remove", async ({ id }) => {
    await connections.remove(id);
    return {};
  });
  api.answer("connections.test", (draft, { signal }) => connections.test(draft, signal));

  const stopTelling = connections.onChange(
    createThrottle(clock, () => api.publish("connections.changed", { connections: connections.list() })),
  );
  const stopProbing = probeWhileWatched(api, connections, clock);
  return () => {
    stopTelling();
    stopProbing();
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
function probeWhileWatched(api: Api, connections: Connections, clock: Clock): () => void {
  const controller = new AbortController();
  let cancel = clock.setTimer(look, lookEvery);

  async function look(): Promise<void> {
    if (api.hasListeners("connections.changed")) await connections.probeUnheard(askAfter, controller.signal);
    if (!controller.signal.aborted) cancel = clock.setTimer(look, lookEvery);
  }

  return () => {
    controller.abort();
    cancel();
  };
}
