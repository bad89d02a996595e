// What the running containers of one daemon use. Their control groups are read where this machine shows them; the daemon is
// asked for the others, as with Docker Desktop, whose containers run in a virtual machine.
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Host } from "../collectors/collector";
import { readIfThere } from "../collectors/optional-file";
import { type CgroupMounts, parseCgroupMounts } from "../collectors/text/cgroup-files";
import { type CgroupFolders, cgroupFolders } from "./cgroup-folders";
import type { Container, Measured } from "./container";
import type { Daemon, DaemonVersion } from "./daemon";
import { interfacesOf, usageFromCgroup } from "./from-cgroup";
import type { Facts } from "./from-inspect";
import { mostAtOnce } from "./socket-client";
import { ServiceTrouble } from "./trouble";

export interface Measurer {
  /** Fills in `running` of those that run. */
  measure(daemon: Daemon, version: DaemonVersion, containers: readonly Container[]): Promise<void>;
}

interface Known {
  facts: Facts;
  factsAt: Milliseconds;
  /** What /proc/<pid>/cgroup said, and what follows from it. */
  cgroupText?: string;
  folders?: CgroupFolders;
  measured?: Measured;
  /** The daemon gave no answer about this one, so it is left alone until then. */
  restsUntil?: Milliseconds;
}

/** Limits can be changed while a container runs. */
const factsHold: Milliseconds = seconds(300);
/** So long a look goes on asking; who is not reached then comes first the next time. */
const longestAsking: Milliseconds = seconds(5);
/** Older than this is not what it uses now. */
const measuredHolds: Milliseconds = seconds(30);
const restAfterHang: Milliseconds = seconds(60);
/** A turn of the event loop reads so many control groups, a few milliseconds. */
const groupsPerTurn = 20;

export function createMeasurer({ clock, host }: { clock: Clock; host: Host }): Measurer {
  const known = new Map<string, Known>();
  const never = new AbortController().signal;
  let mounts: CgroupMounts | undefined;

  return {
    async measure(daemon, version, containers) {
      const running = containers.filter(({ state }) => state === "running" || state === "paused" || state === "restarting");
      forget(new Set(running.map(({ id }) => id)));
      mounts ??= parseCgroupMounts((host.platform === "linux" && (await readIfThere(host, "/proc/self/mountinfo", never))) || "");
      const unread = await readAll(running);
      const until = clock.monotonic() + longestAsking;
      const measuredAt = ({ id }: Container) => known.get(id)?.measured?.at ?? 0;
      unread.sort((a, b) => measuredAt(a) - measuredAt(b));
      async function work(): Promise<void> {
        for (let next = unread.shift(); next && clock.monotonic() <= until; next = unread.shift()) {
          await askFor(daemon, version, next, until);
        }
      }
      await Promise.all(Array.from({ length: mostAtOnce }, work));
      for (const container of running) show(container);
    },
  };

  function forget(present: ReadonlySet<string>): void {
    for (const id of known.keys()) if (!present.has(id)) known.delete(id);
  }

  /** Reads the control groups that are known, and answers with the containers that the daemon has to be asked about. */
  async function readAll(running: readonly Container[]): Promise<Container[]> {
    const unread: Container[] = [];
    for (const [index, container] of running.entries()) {
      if (index % groupsPerTurn === groupsPerTurn - 1) await new Promise(setImmediate);
      const entry = known.get(container.id);
      if ((entry?.restsUntil ?? 0) > clock.monotonic()) continue;
      if (!entry || isOld(entry) || !(await readFiles(container.id, entry))) unread.push(container);
    }
    return unread;
  }

  function isOld({ factsAt }: Known): boolean {
    return clock.monotonic() - factsAt >= factsHold;
  }

  async function askFor(daemon: Daemon, version: DaemonVersion, { id }: Container, until: Milliseconds): Promise<void> {
    const before = known.get(id);
    try {
      // Without files to read, what was learned still holds; with them, it has another first process than a moment ago.
      const holds = before && !before.folders && !isOld(before);
      const entry = holds ? before : await learn(daemon, version, id);
      if (!entry || (!holds && (await readFiles(id, entry))) || clock.monotonic() > until) return;
      const usage = await daemon.usage(version, id);
      if (!usage) return;
      // A counter that fell is that of another start, about which all is to be asked anew.
      if ((usage.cpuSeconds ?? 0) < (entry.measured?.usage.cpuSeconds ?? 0)) known.delete(id);
      entry.measured = { usage, at: clock.monotonic() };
    } catch (error) {
      if (!(error instanceof ServiceTrouble)) throw error;
      // The daemon answers, as its list shows; it is stuck with this container.
      known.set(id, { ...(before ?? unknown), restsUntil: clock.monotonic() + restAfterHang });
    }
  }

  async function learn(daemon: Daemon, version: DaemonVersion, id: string): Promise<Known | undefined> {
    const facts = await daemon.facts(version, id);
    // Gone, or between two starts.
    if (!facts || facts.pid <= 0) {
      known.delete(id);
      return undefined;
    }
    const entry: Known = { facts, factsAt: clock.monotonic(), measured: known.get(id)?.measured };
    known.set(id, entry);
    return entry;
  }

  /** Whether its files are there to be read, and are its own: a number of a process is soon another's. */
  async function readFiles(id: string, entry: Known): Promise<boolean> {
    const { pid, hasOwnNetwork } = entry.facts;
    if (host.platform !== "linux" || !mounts) return false;
    const text = await readIfThere(host, `/proc/${pid}/cgroup`, never, "seldom");
    if (text === undefined) return false;
    if (text !== entry.cgroupText) {
      const wasSeen = entry.folders !== undefined;
      entry.cgroupText = text;
      entry.folders = cgroupFolders(text, id, mounts);
      // Its first process is another one by now.
      if (wasSeen && !entry.folders) entry.factsAt = Number.NEGATIVE_INFINITY;
    }
    if (!entry.folders) return false;
    const usage = await usageFromCgroup(host, entry.folders, never);
    if (!usage) {
      // Not mounted where we are; so that the daemon is not asked about its start at every look.
      entry.folders = undefined;
      return false;
    }
    if (hasOwnNetwork) usage.interfaces = await interfacesOf(host, pid, never);
    entry.measured = { usage, at: clock.monotonic() };
    return true;
  }

  function show(container: Container): void {
    const entry = known.get(container.id);
    if (!entry || entry.facts === unknown.facts) return;
    const { facts, folders, measured } = entry;
    const isFresh = measured !== undefined && clock.monotonic() - measured.at < measuredHolds;
    container.running = {
      cgroup: folders?.path ?? `/${container.service}/${container.id}`,
      startedAt: facts.startedAt,
      limits: facts.limits,
      measured: isFresh ? measured : undefined,
    };
  }
}

const unknown: Known = { facts: { pid: 0, limits: {}, hasOwnNetwork: false }, factsAt: Number.NEGATIVE_INFINITY };
