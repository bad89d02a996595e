// The containers of this machine's services with the labels that their logs get.

import type { Labels } from "#shared/model/labels";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../../../clock";
import { createDaemon } from "../../../containers/daemon";
import { containerFrom } from "../../../containers/from-list";
import { createSocketClient } from "../../../containers/socket-client";
import type { SocketPlace } from "../../../containers/socket-places";
import { createSocketProbe } from "../../../containers/socket-probe";
import { ServiceTrouble } from "../../../containers/trouble";
import { type Listed, listedSchema, listSchema, longestText } from "../../../containers/wire";

export interface ListedContainer {
  id: string;
  name: string;
  socket: string;
  api: string;
  isRunning: boolean;
  createdMs: number | undefined;
  labels: Labels;
}

export interface ContainerList {
  containers: ListedContainer[];
  /** Sockets that answered. */
  services: number;
  /** Why others did not, where there is something to be done. */
  problems: string[];
}

/** Asked again and again while lines are followed. */
const kept: Milliseconds = seconds(3);

export function createContainerList({ sockets, clock }: { sockets: readonly SocketPlace[]; clock: Clock }): {
  list(): Promise<ContainerList>;
  close(): void;
} {
  const probe = createSocketProbe({ clock });
  const clients = new Map(sockets.map(({ socket }) => [socket, createSocketClient({ socket, clock })] as const));
  let last: { at: Milliseconds; list: Promise<ContainerList> } | undefined;

  async function listOne(place: SocketPlace): Promise<ListedContainer[]> {
    const client = clients.get(place.socket) as ReturnType<typeof createSocketClient>;
    const version = await createDaemon(client).version();
    const { status, body } = await client.get(`/v${version.api}/containers/json?all=true`);
    const items = status === 200 ? listSchema.safeParse(jsonOf(body)) : undefined;
    if (!items?.success) throw new ServiceTrouble("failing", `The service behind ${place.socket} has no list of containers.`);
    return items.data.flatMap((item) => {
      const listed = listedSchema.safeParse(item);
      return listed.success ? [listedContainer(listed.data, place, version)] : [];
    });
  }

  async function listAll(): Promise<ContainerList> {
    const seen = new Set<string>();
    const found: ContainerList = { containers: [], services: 0, problems: [] };
    for (const place of sockets) {
      try {
        if (place.problem !== undefined) continue;
        const identity = await probe(place.socket);
        if (seen.has(identity)) continue;
        seen.add(identity);
        const containers = await listOne(place);
        found.services++;
        // Two sockets may lead to one service.
        found.containers.push(...containers.filter(({ id }) => !found.containers.some((other) => other.id === id)));
      } catch (error) {
        if (!(error instanceof ServiceTrouble)) throw error;
        if (error.state !== "absent") found.problems.push(`${place.socket}: ${error.reason}`);
      }
    }
    return found;
  }

  return {
    list() {
      if (!last || clock.monotonic() - last.at >= kept) last = { at: clock.monotonic(), list: listAll() };
      return last.list;
    },
    close() {
      last = undefined;
      for (const client of clients.values()) client.close();
    },
  };
}

function listedContainer(
  listed: Listed,
  place: SocketPlace,
  version: { kind: SocketPlace["kind"]; api: string },
): ListedContainer {
  const { id, name, image, state, createdAt } = containerFrom(listed, version.kind);
  const project = labelOf(listed.Labels, "com.docker.compose.project", "io.podman.compose.project");
  const service = labelOf(listed.Labels, "com.docker.compose.service", "io.podman.compose.service");
  const pod = labelOf(listed.Labels, "io.kubernetes.pod.name");
  return {
    id,
    name,
    socket: place.socket,
    api: version.api,
    isRunning: state === "running" || state === "paused",
    createdMs: createdAt,
    labels: {
      source: "container",
      container: name,
      ...(image && { image }),
      ...(project && { compose_project: project }),
      ...(service && { compose_service: service }),
      ...(pod && { pod }),
    },
  };
}

function labelOf(labels: unknown, ...names: string[]): string | undefined {
  if (typeof labels !== "object" || labels === null) return undefined;
  for (const name of names) {
    const value: unknown = Object.hasOwn(labels, name) ? (labels as Record<string, unknown>)[name] : undefined;
    if (typeof value === "string" && value !== "") return value.slice(0, longestText);
  }
  return undefined;
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Told by the caller as what it is: no list.
    return undefined;
  }
}
