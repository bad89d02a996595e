// How much each process uses of the cards that the kernel's own drivers serve, from one look to the next. Finding out which
// processes have a card open means a look at every descriptor of every process: so that is spread over many looks, and only
// those that have one are read each time.
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../../clock";
import { type DrmClient, type DrmEngine, parseDrmFdinfo } from "./gpu-drm-fdinfo";
import type { DrmFiles } from "./gpu-drm-files";

export interface DrmUse {
  memoryBytes?: number;
  /** Of the busiest kind of engine; absent at the first look. */
  percent?: number;
  address: string;
}

export interface DrmClients {
  /** What each process uses of each card, by pid. Cards that sleep are passed over: reading may wake them. */
  ask(asleep: ReadonlySet<string>): Map<number, DrmUse[]>;
  stop(): void;
}

interface Looked {
  at: Milliseconds;
  again: Milliseconds;
  descriptors: { fd: string; address: string }[];
}

interface Seen {
  at: Milliseconds;
  engines: Map<string, DrmEngine>;
}

/** So long is looked for users in one go. */
const budget: Milliseconds = 4;
const userAgain = seconds(10);
const otherAgain = seconds(30);
const closedAgain = seconds(120);
// They open the cards in the name of the desktop and hand them on; what is done with them is not theirs.
const brokers = new Set(["systemd", "systemd-logind", "elogind-daemon", "seatd"]);

export function createDrmClients({ clock, files }: { clock: Clock; files: DrmFiles }): DrmClients {
  let processes = new Map<number, Looked>();
  let seen = new Map<string, Seen>();
  const addresses = new Map<string, string | undefined>();

  function addressOf(node: string): string | undefined {
    if (!addresses.has(node)) addresses.set(node, files.address(node));
    return addresses.get(node);
  }

  function look(pid: number, now: Milliseconds): void {
    const found = files.cards(pid);
    if (found === "closed") {
      processes.set(pid, { at: now, again: closedAgain, descriptors: [] });
      return;
    }
    const descriptors = found.flatMap(({ fd, node }) => {
      const address = addressOf(node);
      return address === undefined ? [] : { fd, address };
    });
    processes.set(pid, { at: now, again: descriptors.length > 0 ? userAgain : otherAgain, descriptors });
  }

  /** New processes first, then those that were not looked at for longest. */
  function lookForUsers(now: Milliseconds): void {
    const pids = files.pids();
    const kept = new Map<number, Looked>();
    const due: { pid: number; since: Milliseconds }[] = [];
    for (const pid of pids) {
      const before = processes.get(pid);
      if (before) kept.set(pid, before);
      const since = before ? now - before.at - before.again : Number.POSITIVE_INFINITY;
      if (since >= 0) due.push({ pid, since });
    }
    processes = kept;
    due.sort((a, b) => (a.since === b.since ? 0 : b.since - a.since));
    for (const { pid } of due) {
      look(pid, now);
      if (clock.monotonic() - now >= budget) return;
    }
  }

  /** A client may be open in several processes: it belongs to the first that is not just handing it on. */
  function collect(asleep: ReadonlySet<string>): Map<string, { pid: number; address: string; client: DrmClient }> {
    const clients = new Map<string, { pid: number; address: string; client: DrmClient }>();
    for (const pid of [...processes.keys()].sort((a, b) => a - b)) {
      const descriptors = processes.get(pid)?.descriptors ?? [];
      if (descriptors.length === 0) continue;
      let isBroker: boolean | undefined;
      for (const { fd, address } of descriptors) {
        if (asleep.has(address)) continue;
        const client = parseDrmFdinfo(files.info(pid, fd) ?? "");
        if (!client) continue;
        const key = `${address} ${client.id}`;
        if (clients.has(key)) continue;
        isBroker ??= brokers.has(files.name(pid) ?? "");
        if (!isBroker) clients.set(key, { pid, address, client });
      }
    }
    return clients;
  }

  return {
    ask(asleep) {
      const now = clock.monotonic();
      lookForUsers(now);
      const present = new Map<string, Seen>();
      const uses = new Map<number, DrmUse[]>();
      for (const [key, { pid, address, client }] of collect(asleep)) {
        const before = seen.get(key);
        const engines = keepHighest(client.engines, before?.engines);
        present.set(key, { at: now, engines });
        const percent = before && busiest(engines, before, now);
        addUse(uses, pid, { address, percent, memoryBytes: client.memoryBytes });
      }
      seen = present;
      return uses;
    },
    stop() {
      processes.clear();
      seen.clear();
    },
  };
}

/** A driver may say less than before for a moment; the document asks readers to stay with the higher number. */
function keepHighest(engines: Map<string, DrmEngine>, before: Map<string, DrmEngine> | undefined): Map<string, DrmEngine> {
  for (const [name, engine] of engines) {
    const was = before?.get(name);
    engine.busyNanoseconds = higher(engine.busyNanoseconds, was?.busyNanoseconds);
    engine.busyCycles = higher(engine.busyCycles, was?.busyCycles);
  }
  return engines;
}

const higher = (now: number | undefined, before: number | undefined) =>
  now === undefined || before === undefined ? now : Math.max(now, before);

function busiest(engines: Map<string, DrmEngine>, before: Seen, now: Milliseconds): number | undefined {
  let most: number | undefined;
  for (const [name, engine] of engines) {
    const was = before.engines.get(name);
    const share = was && (shareOfTime(engine, was, now - before.at) ?? shareOfCycles(engine, was));
    // A group of engines is as busy as its members are on average.
    if (share !== undefined) most = Math.max(most ?? 0, Math.min(100, (share / engine.capacity) * 100));
  }
  return most;
}

const shareOfTime = (now: DrmEngine, before: DrmEngine, elapsed: Milliseconds) => {
  const busy = difference(now.busyNanoseconds, before.busyNanoseconds);
  return busy === undefined || elapsed <= 0 ? undefined : busy / (elapsed * 1e6);
};

const shareOfCycles = (now: DrmEngine, before: DrmEngine) => {
  const total = difference(now.totalCycles, before.totalCycles);
  const busy = difference(now.busyCycles, before.busyCycles);
  return busy === undefined || total === undefined || total <= 0 ? undefined : busy / total;
};

const difference = (now: number | undefined, before: number | undefined) =>
  now === undefined || before === undefined ? undefined : now - before;

/** A process with several clients on one card. */
function addUse(uses: Map<number, DrmUse[]>, pid: number, use: DrmUse): void {
  const mine = uses.get(pid) ?? [];
  uses.set(pid, mine);
  const same = mine.find(({ address }) => address === use.address);
  if (!same) {
    mine.push(use);
    return;
  }
  same.percent = sum(same.percent, use.percent, 100);
  same.memoryBytes = sum(same.memoryBytes, use.memoryBytes, Number.POSITIVE_INFINITY);
}

const sum = (a: number | undefined, b: number | undefined, most: number) =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(most, a + b);
