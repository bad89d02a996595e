// What the engine is and how it is doing: the status bar, and the proof that it still runs.
import type { About, EngineStatus } from "#shared/contract/app";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Api } from "./api";

interface Options {
  clock: Clock;
  about: () => About;
  status: () => EngineStatus;
}

const every: Milliseconds = seconds(1);

/** Answers `app.about` and `engine.status`, and tells the status once a second to whoever listens. Returns what ends that. */
export function setUpAppApi(api: Api, { clock, about, status }: Options): () => void {
  api.answer("app.about", about);
  api.answer("engine.status", status);

  let cancel = clock.setTimer(tell, every);
  function tell(): void {
    cancel = clock.setTimer(tell, every);
    if (api.hasListeners("engine.status")) api.publish("engine.status", status());
  }
  return () => cancel();
}
