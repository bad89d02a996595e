// One socket over time: the state of whatever is behind it, and its containers. A service that is gone, refuses or hangs is a
// state that ends by itself, so each look tries again, and one that hung is given longer and longer peace.
import type { ContainerService } from "#shared/contract/containers";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { ServiceLook } from "./container";
import type { Daemon, DaemonVersion } from "./daemon";
import type { Measurer } from "./measure";
import type { SocketPlace } from "./socket-places";
import { ServiceTrouble } from "./trouble";

export interface Service {
  readonly place: SocketPlace;
  /** Never rejects for what is the service's fault. */
  look(): Promise<ServiceLook>;
  /** What the socket's own file said instead of a look. */
  failed(trouble: ServiceTrouble): ServiceLook;
  close(): void;
}

interface Options {
  place: SocketPlace;
  daemon: Daemon;
  measurer: Measurer;
  clock: Clock;
}

const firstPeace: Milliseconds = seconds(5);
const longestPeace: Milliseconds = seconds(60);

export function createService({ place, daemon, measurer, clock }: Options): Service {
  let version: DaemonVersion | undefined;
  let pods = new Map<string, string>();
  let seen = new Set<string>();
  let peace = firstPeace;
  let hung: { until: Milliseconds; look: ServiceLook } | undefined;

  function failed({ state, reason }: ServiceTrouble): ServiceLook {
    // Another service may be started there, of another version.
    const kind = version?.kind ?? place.kind;
    version = undefined;
    seen = new Set();
    daemon.close();
    const service: ContainerService = { kind, socket: place.socket, state, reason };
    if (state !== "hung") return { service, containers: [] };
    const look = { service: { ...service, reason: `${reason} It is asked again every ${peace / 1000} s.` }, containers: [] };
    hung = { until: clock.monotonic() + peace, look };
    peace = Math.min(peace * 2, longestPeace);
    return look;
  }

  return {
    place,
    failed,
    async look() {
      if (hung && clock.monotonic() < hung.until) return hung.look;
      hung = undefined;
      try {
        version ??= await daemon.version();
        const containers = await daemon.list(version);
        if (version.kind === "podman" && containers.some(({ id }) => !seen.has(id))) pods = await daemon.pods(version);
        seen = new Set(containers.map(({ id }) => id));
        for (const container of containers) container.group ??= pods.get(container.id);
        await measurer.measure(daemon, version, containers);
        peace = firstPeace;
        return { service: { kind: version.kind, socket: place.socket, state: "ok", version: version.version }, containers };
      } catch (error) {
        if (error instanceof ServiceTrouble) return failed(error);
        throw error;
      }
    },
    close: () => daemon.close(),
  };
}
