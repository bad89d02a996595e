// What the engine is and how it is doing: the status bar, and the proof that it still runs.
import type { About, EngineStatus } from "#shared/contract/app";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Log } from "../log";
import type { Api } from "./api";

interface Options {
  clock: Clock;
  log: Log;
  about: () => About;
  /** Looks at our processes where that is due, and then says how the engine is. */
  status: () => Promise<EngineStatus>;
}

const every: Milliseconds = seconds(1);

/** Answers `app.about` and `engine.status`, and tells the status once a second to whoever listens. Returns what ends that. */
export function setUpAppApi(api: Api, { clock, log, about, status }: Options): () => void {
  api.answer("app.about", about);
  api.answer("engine.status", status);

  let cancel = clock.setTimer(tick, every);
  function tick(): void {
    cancel = clock.setTimer(tick, every);
    if (!api.hasListeners("engine.status")) return;
    tell().catch((error: unknown) => log.error("the engine could not say how it is", error));
  }
  async function tell(): Promise<void> {
    api.publish("engine.status", await status());
  }
  return () => cancel();
}
