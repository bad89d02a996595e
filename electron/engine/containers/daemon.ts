// One Docker or Podman, as questions: which one it is, what it has, and what one of its containers is and uses. Every answer
// is checked; what is no answer of such a daemon is ServiceTrouble.
import type { z } from "zod";
import type { ContainerService } from "#shared/contract/containers";
import type { Milliseconds } from "#shared/units/time";
import type { Container } from "./container";
import { type Facts, factsFrom } from "./from-inspect";
import { containerFrom } from "./from-list";
import { usageFromStats } from "./from-stats";
import type { SocketClient } from "./socket-client";
import { ServiceTrouble } from "./trouble";
import type { Usage } from "./usage";
import { inspectSchema, listedSchema, listSchema, podsSchema, statsSchema, versionSchema } from "./wire";

export interface DaemonVersion {
  kind: ContainerService["kind"];
  /** The product's: "27.3.1". */
  version: string;
  /** Of the API that is spoken: "1.47". */
  api: string;
  /** Of Podman's own API, for its pods. */
  libpod?: string;
}

export interface Daemon {
  version(): Promise<DaemonVersion>;
  list(version: DaemonVersion): Promise<Container[]>;
  /** Undefined when the container has gone, as is usual between a list and the next question. */
  facts(version: DaemonVersion, id: string): Promise<Facts | undefined>;
  usage(version: DaemonVersion, id: string): Promise<Usage | undefined>;
  /** The name of its pod, by a container's id. */
  pods(version: DaemonVersion): Promise<Map<string, string>>;
  close(): void;
}

/** The newest version of the API whose answers were looked at for this file. Newer daemons speak it still. */
const newestKnown = "1.51";
/** What the first with `one-shot` in its stats calls itself. */
const firstOneShot = "1.41";

/** Far more than one machine runs. */
const mostContainers = 10_000;

export function createDaemon(client: SocketClient): Daemon {
  async function ask<T extends z.ZodType>(path: string, schema: T, deadline?: Milliseconds): Promise<z.infer<T> | undefined> {
    const { status, contentType, body } = await client.get(path, deadline);
    // Gone, or no longer running.
    if (status === 404 || status === 409) return undefined;
    if (status !== 200) throw new ServiceTrouble("failing", `The service answered ${status}${saying(body)}.`);
    const found = schema.safeParse(parsed(body));
    if (!found.success) {
      const what = contentType.split(";")[0]?.slice(0, 60) || "something without a type";
      throw new ServiceTrouble("failing", `What answers there is neither Docker nor Podman: it sent ${what} that is not theirs.`);
    }
    return found.data;
  }

  return {
    async version() {
      const found = await ask("/version", versionSchema);
      if (!found) throw new ServiceTrouble("failing", "What answers there is neither Docker nor Podman: it has no version.");
      const podman = found.Components.find(({ Name }) => Name === "Podman Engine");
      return {
        kind: podman ? "podman" : "docker",
        version: found.Version.slice(0, 60),
        api: apiToSpeak(found.ApiVersion, found.MinAPIVersion ?? undefined),
        libpod: podman?.Details?.APIVersion ?? podman?.Version ?? undefined,
      };
    },

    async list({ kind, api }) {
      const items = await ask(`/v${api}/containers/json?all=true`, listSchema);
      if (!items) throw new ServiceTrouble("failing", "The service has no list of containers.");
      if (items.length > mostContainers) {
        const say = `The service lists ${items.length} containers, and no more than ${mostContainers} are taken from it.`;
        throw new ServiceTrouble("failing", say);
      }
      return items.flatMap((item) => {
        const listed = listedSchema.safeParse(item);
        return listed.success ? [containerFrom(listed.data, kind)] : [];
      });
    },

    async facts({ api }, id) {
      const found = await ask(`/v${api}/containers/${id}/json`, inspectSchema);
      return found && factsFrom(found);
    },

    async usage({ api }, id) {
      const once = isOlder(api, firstOneShot) ? "" : "&one-shot=true";
      const found = await ask(`/v${api}/containers/${id}/stats?stream=false${once}`, statsSchema);
      return found && usageFromStats(found);
    },

    async pods({ libpod }) {
      const byContainer = new Map<string, string>();
      if (!libpod || !/^\d+\.\d+\.\d+$/.test(libpod)) return byContainer;
      for (const { Name, Containers } of (await ask(`/v${libpod}/libpod/pods/json`, podsSchema)) ?? []) {
        for (const { Id } of Containers) byContainer.set(Id, Name);
      }
      return byContainer;
    },

    close: () => client.close(),
  };
}

/** Ours where the daemon has it, its newest where it is older, its oldest where it has given ours up. */
function apiToSpeak(newest: string, oldest: string | undefined): string {
  if (isOlder(newest, newestKnown)) return newest;
  return oldest && /^\d+\.\d+$/.test(oldest) && isOlder(newestKnown, oldest) ? oldest : newestKnown;
}

/** As numbers: 1.9 is older than 1.41. */
function isOlder(a: string, b: string): boolean {
  const [aMajor = 0, aMinor = 0] = a.split(".").map(Number);
  const [bMajor = 0, bMinor = 0] = b.split(".").map(Number);
  return aMajor < bMajor || (aMajor === bMajor && aMinor < bMinor);
}

/** Not JSON is not theirs; the schema says so of undefined. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Told by the caller, with what it was instead.
    return undefined;
  }
}

/** A daemon's error is `{"message": "…"}`. */
function saying(body: string): string {
  const found = parsed(body);
  const message: unknown = typeof found === "object" && found !== null && "message" in found ? found.message : undefined;
  return typeof message === "string" && message !== "" ? `: ${message.slice(0, 200)}` : "";
}
