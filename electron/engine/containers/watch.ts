// All services of this machine. The collector and the page look through the same eyes: whoever comes second takes what the
// first one saw a moment ago.
import type { ContainerService } from "#shared/contract/containers";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Host } from "../collectors/collector";
import type { Container, Measured, ServiceLook } from "./container";
import { createDaemon } from "./daemon";
import { createMeasurer } from "./measure";
import { type Rates, ratesBetween } from "./rates";
import { createService, type Service } from "./service";
import { createSocketClient } from "./socket-client";
import type { SocketPlace } from "./socket-places";
import { createSocketProbe, type SocketProbe } from "./socket-probe";
import { ServiceTrouble } from "./trouble";

export interface ContainersLook {
  time: EpochMs;
  services: ContainerService[];
  containers: Container[];
  /** What each used since the look before, by its id. */
  rates: ReadonlyMap<string, Rates>;
}

export interface ContainerWatch {
  /** The last look if it is not as old as this, else a new one. One look is under way at most. */
  look(maxAge: Milliseconds): Promise<ContainersLook>;
  close(): void;
}

interface Options {
  places: readonly SocketPlace[];
  clock: Clock;
  host: Host;
  probe?: SocketProbe;
}

export function createContainerWatch({ places, clock, host, ...options }: Options): ContainerWatch {
  const probe = options.probe ?? createSocketProbe({ clock });
  const services = places.map((place) => {
    const daemon = createDaemon(createSocketClient({ socket: place.socket, clock }));
    return createService({ place, daemon, measurer: createMeasurer({ clock, host }), clock });
  });
  let latest: { at: Milliseconds; look: ContainersLook } | undefined;
  let present: Promise<ContainersLook> | undefined;
  let measured = new Map<string, Measured>();
  let rates = new Map<string, Rates>();

  async function lookAnew(): Promise<ContainersLook> {
    const looks = await Promise.all(await looksBySocket());
    const containers = withoutDoubles(looks.flatMap((look) => look.containers));
    rateAll(containers);
    const look = { time: clock.now(), services: looks.map(({ service }) => service), containers, rates };
    latest = { at: clock.monotonic(), look };
    return look;
  }

  /** One for each socket: of the paths that lead to the same one only the first is asked and told. */
  async function looksBySocket(): Promise<Promise<ServiceLook>[]> {
    const sockets = await Promise.all(services.map(socketOf));
    return services.flatMap((service, index) => {
      const socket = sockets[index] ?? "";
      if (socket instanceof ServiceTrouble) return [Promise.resolve(service.failed(socket))];
      return sockets.indexOf(socket) === index ? [service.look()] : [];
    });
  }

  async function socketOf({ place }: Service): Promise<string | ServiceTrouble> {
    if (place.problem !== undefined) return new ServiceTrouble("unsupported", place.problem);
    try {
      return await probe(place.socket);
    } catch (error) {
      if (error instanceof ServiceTrouble) return error;
      throw error;
    }
  }

  function rateAll(containers: readonly Container[]): void {
    const nextMeasured = new Map<string, Measured>();
    const nextRates = new Map<string, Rates>();
    for (const { id, running } of containers) {
      const [before, now] = [measured.get(id), running?.measured];
      if (!now) continue;
      const rate = ratesBetween(before, now);
      // Too soon after the last one, or the same measurement once more: then the last rates still stand.
      nextMeasured.set(id, rate || !before ? now : before);
      const kept = rate ?? rates.get(id);
      if (kept) nextRates.set(id, kept);
    }
    measured = nextMeasured;
    rates = nextRates;
  }

  return {
    look(maxAge) {
      if (latest && clock.monotonic() - latest.at < maxAge) return Promise.resolve(latest.look);
      present ??= lookAnew().finally(() => {
        present = undefined;
      });
      return present;
    },
    close() {
      latest = undefined;
      for (const service of services) service.close();
    },
  };
}

/** Two daemons never share a container, but two sockets may lead to one daemon. */
function withoutDoubles(containers: readonly Container[]): Container[] {
  const byId = new Map<string, Container>();
  for (const container of containers) if (!byId.has(container.id)) byId.set(container.id, container);
  return [...byId.values()];
}
