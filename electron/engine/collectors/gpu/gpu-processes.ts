// Which processes use the graphics cards, for the table of processes: asked only while somebody looks at it. NVIDIA's cards
// are asked through the vendor's program, the others through what the kernel says of each open card.
import { readlinkSync } from "node:fs";
import { type Milliseconds, minutes } from "#shared/units/time";
import type { Clock } from "../../clock";
import type { CollectContext, Host } from "../collector";
import { findGpuCards, type GpuCard, isAsleep, isNvidiaServed } from "./gpu-cards";
import { createDrmClients } from "./gpu-drm-clients";
import { createDrmFiles, type DrmFiles } from "./gpu-drm-files";
import { createGpuRest, type GpuRest } from "./gpu-rest";
import { createNvidiaPmon, type NvidiaPmon } from "./nvidia-pmon";

/** What one process uses. */
export interface GpuUse {
  memoryBytes?: number;
  /** Of one card; a process that keeps two cards busy has 200. */
  percent?: number;
  /** The cards' PCI addresses, as the machine's list of cards has them. */
  gpus: string[];
}

export interface GpuProcesses {
  /** By pid; only those that use a card. To be called again and again. */
  ask(): Promise<ReadonlyMap<number, GpuUse>>;
  /** Ends what runs for it, until it is asked again. */
  stop(): void;
}

interface Options {
  clock: Clock;
  host: Host;
  /** Shared with the GPU collector, so that neither spoils the other's rest. */
  rest?: GpuRest;
  /** Stand-ins for tests. */
  pmon?: NvidiaPmon;
  files?: DrmFiles;
  seesAllProcesses?: () => boolean;
}

const lookAgain = minutes(1);
// Two readers of the table share one look, or each would see next to nothing since the other's.
const shared: Milliseconds = 500;

export function createGpuProcesses({
  clock,
  host,
  rest = createGpuRest({ clock }),
  pmon = createNvidiaPmon({ clock }),
  files = createDrmFiles(),
  seesAllProcesses = isFirstProcessNamespace,
}: Options): GpuProcesses {
  const drm = createDrmClients({ clock, files });
  /** `hasOthers`: cards that the kernel's own drivers serve. */
  let found: { at: Milliseconds; cards: GpuCard[]; hasOthers: boolean } | undefined;
  let last: { at: Milliseconds; uses: Promise<ReadonlyMap<number, GpuUse>> } | undefined;

  async function look(): Promise<ReadonlyMap<number, GpuUse>> {
    const context = { host, signal: new AbortController().signal };
    const now = clock.monotonic();
    if (!found || now - found.at >= lookAgain) {
      const cards = await findGpuCards(host, context.signal);
      found = { at: now, cards, hasOthers: host.platform === "linux" && hasOthers(cards) };
    }
    const asleep = new Set<string>();
    for (const card of found.cards) if (await isAsleep(host, card, context.signal)) asleep.add(card.address);

    const uses = new Map<number, GpuUse>();
    const nvidia = found.cards.filter(isNvidiaServed);
    if (nvidia.length > 0 || host.platform === "win32") await askNvidia(nvidia, asleep, context, uses);
    if (found.hasOthers) askKernel(asleep, uses);
    return uses;
  }

  /** Small boards have theirs on no bus, so the nodes decide and not the list of cards. */
  function hasOthers(cards: GpuCard[]): boolean {
    const nvidia = new Set(cards.filter(isNvidiaServed).map(({ address }) => address));
    return files.renderNodes().some((node) => !nvidia.has(files.address(node) ?? ""));
  }

  async function askNvidia(cards: GpuCard[], asleep: Set<string>, context: CollectContext, uses: Map<number, GpuUse>) {
    // The driver numbers processes as the whole machine does. In a container those are other processes than ours.
    if (!seesAllProcesses()) return;
    if (cards.some(({ address }) => asleep.has(address)) || rest.isResting()) {
      pmon.stop();
      return;
    }
    const rows = pmon.ask();
    if (rows.some(({ percent }) => percent !== undefined && percent > 0)) rest.sawWork();
    if (await rest.restIfIdle(cards, context)) pmon.stop();
    // The driver lists the cards in the order of their addresses.
    for (const { pid, index, percent, memoryBytes } of rows) {
      merge(uses, pid, { address: cards[index]?.address ?? String(index), percent, memoryBytes });
    }
  }

  function askKernel(asleep: Set<string>, uses: Map<number, GpuUse>): void {
    for (const [pid, mine] of drm.ask(asleep)) for (const use of mine) merge(uses, pid, use);
  }

  return {
    ask() {
      const now = clock.monotonic();
      if (!last || now - last.at >= shared) last = { at: now, uses: look() };
      return last.uses;
    },
    stop() {
      pmon.stop();
      drm.stop();
      last = undefined;
    },
  };
}

function merge(
  uses: Map<number, GpuUse>,
  pid: number,
  { address, percent, memoryBytes }: { address: string; percent?: number; memoryBytes?: number },
): void {
  const use = uses.get(pid) ?? { gpus: [] };
  uses.set(pid, use);
  if (!use.gpus.includes(address)) use.gpus.push(address);
  if (percent !== undefined) use.percent = (use.percent ?? 0) + percent;
  if (memoryBytes !== undefined) use.memoryBytes = (use.memoryBytes ?? 0) + memoryBytes;
}

/** Namespaces are numbered, and the machine's own has a number of its own: PROC_PID_INIT_INO in the kernel's proc_ns.h. */
function isFirstProcessNamespace(): boolean {
  if (process.platform !== "linux") return true;
  try {
    return readlinkSync("/proc/self/ns/pid") === "pid:[4026531836]";
  } catch {
    // Without /proc there is nothing to compare with, and no process to name either.
    return false;
  }
}
