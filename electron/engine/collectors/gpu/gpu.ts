import { type Milliseconds, minutes, seconds } from "#shared/units/time";
import { type Clock, systemClock } from "../../clock";
import { type CollectContext, type Collector, NoData } from "../collector";
import { createReadingList } from "../reading-list";
import { openAmdCard } from "./gpu-amd";
import { findGpuCards, type GpuCard, isNvidiaServed } from "./gpu-cards";
import { gpuHelp } from "./gpu-figures";
import { openIntelCard } from "./gpu-intel";
import { nameGpuCards } from "./gpu-names";
import { createNvidiaCards, type GpuAnswer } from "./gpu-nvidia";
import type { GpuRest } from "./gpu-rest";
import { createSysfsCards } from "./gpu-sysfs";
import { createNvidiaSmi, type NvidiaSmi } from "./nvidia-smi";

// External cards come and go; the bus is looked at again this often.
const lookAgain = minutes(1);
// Windows in its Linux subsystem shows every card as this maker's; the driver's nvidia-smi is there when it is NVIDIA's.
const microsoftVendorId = "1414";

interface Options {
  clock?: Clock;
  /** Stands for the program nvidia-smi; a test puts its own here. */
  smi?: NvidiaSmi;
  /** Shared with `createGpuProcesses`, so that neither spoils the other's rest. */
  rest?: GpuRest;
}

export function createGpu({ clock = systemClock, smi = createNvidiaSmi({ clock }), rest }: Options = {}): Collector {
  const nvidia = createNvidiaCards({ clock, smi, rest });
  const amd = createSysfsCards({ clock, maker: "AMD", open: openAmdCard });
  const intel = createSysfsCards({ clock, maker: "Intel", open: openIntelCard(clock) });
  const list = createReadingList();
  const names = new Map<string, string>();
  let found: { at: Milliseconds; cards: GpuCard[] } | undefined;
  let note: string | undefined;

  async function lookForCards({ host, signal }: CollectContext): Promise<GpuCard[]> {
    const now = clock.monotonic();
    if (!found || now - found.at >= lookAgain) {
      const cards = await findGpuCards(host, signal);
      // A name does not change, and asking NVIDIA's driver for it would keep the card from falling asleep.
      const unnamed = cards.filter(({ address }) => !names.has(address));
      for (const [address, name] of await nameGpuCards(host, unnamed, signal)) names.set(address, name);
      found = { at: now, cards };
    }
    return found.cards;
  }

  return {
    name: "gpu",
    about:
      "Load, memory, temperature, power and clocks of NVIDIA cards (from one nvidia-smi), and of AMD's and Intel's (from /sys).",
    help: gpuHelp,
    platforms: ["linux", "win32"],
    every: seconds(1),
    comesAndGoes: true,
    note: () => note,
    async collect(context) {
      const cards = await lookForCards(context);
      const nvidiaCards = cards.filter((card) => isNvidiaServed(card) || card.vendorId === microsoftVendorId);
      const amdCards = cards.filter((card) => card.vendor === "amd");
      const intelCards = cards.filter((card) => card.vendor === "intel");
      // Windows has no bus to look at, so there the program itself says whether it finds a card.
      const asksNvidia = nvidiaCards.length > 0 || context.host.platform === "win32";

      list.start();
      const answers: GpuAnswer[] = [];
      if (asksNvidia) answers.push(await nvidia.ask(nvidiaCards, context, list));
      if (amdCards.length > 0) answers.push(await amd.ask(amdCards, names, context, list));
      if (intelCards.length > 0) answers.push(await intel.ask(intelCards, names, context, list));

      const other = cards.find((card) => card.vendor === "nvidia" && !isNvidiaServed(card));
      if (other)
        answers.push({ read: 0, note: `the NVIDIA GPU at ${other.address} has the driver ${other.driver}, which shows no load` });

      const count = answers.reduce((sum, { read }) => sum + read, 0);
      note = answers.find((answer) => answer.note !== undefined)?.note;
      if (count > 0) {
        list.gauge("nvidia_gpu_num_devices", count);
        return list.readings();
      }
      const failure = answers.find(({ isFailure }) => isFailure);
      if (failure && nvidiaCards.length > 0) throw new Error(failure.note);
      throw new NoData(note ?? (cards.length > 0 ? "this machine's graphics adapter shows no load" : "no GPU found"));
    },
    close: () => nvidia.close(),
  };
}
