import { powerMonitor } from "electron";
import type { EngineHost } from "./engine-host";

/** A machine that sleeps measures nothing and is not down: the engine is told, so that the gap is known for what it is. */
export function setUpPower(host: EngineHost): void {
  powerMonitor.on("suspend", () => host.post({ t: "suspend" }));
  powerMonitor.on("resume", () => host.post({ t: "resume" }));
}
