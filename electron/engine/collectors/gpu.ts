import { type Milliseconds, minutes, seconds } from "#shared/units/time";
import { type Clock, systemClock } from "../clock";
import { type CollectContext, type Collector, NoData } from "./collector";
import { askAmdCards } from "./gpu-amd";
import { findGpuCards, type GpuCard } from "./gpu-cards";
import { nameGpuCards } from "./gpu-names";
import { createNvidiaCards } from "./gpu-nvidia";
import { createNvidiaSmi, type NvidiaSmi } from "./nvidia-smi";

// External cards come and go; the bus is looked at again this often.
const lookAgain = minutes(1);
// Windows in its Linux subsystem shows every card as this maker's; the driver's nvidia-smi is there when it is NVIDIA's.
const microsoftVendorId = "1414";

/** `smi` stands for the program nvidia-smi; a test puts its own here. */
export function createGpu({ clock = systemClock, smi }: { clock?: Clock; smi?: NvidiaSmi } = {}): Collector {
  const nvidia = createNvidiaCards({ clock, smi: smi ?? createNvidiaSmi({ clock }) });
  let found: { at: Milliseconds; cards: GpuCard[]; names: Map<string, string> } | undefined;

  async function lookForCards({ host, signal }: CollectContext) {
    const now = clock.monotonic();
    if (!found || now - found.at >= lookAgain) {
      const cards = await findGpuCards(host, signal);
      found = { at: now, cards, names: await nameGpuCards(host, cards, signal) };
    }
    return found;
  }

  return {
    name: "gpu",
    about: "Load, memory, temperature and power of NVIDIA cards (from one nvidia-smi) and AMD cards (from /sys).",
    help: {},
    platforms: ["linux", "win32"],
    every: seconds(1),
    async collect(context) {
      const { cards, names } = await lookForCards(context);
      const nvidiaCards = cards.filter((card) => card.vendor === "nvidia" || card.vendorId === microsoftVendorId);
      const amdCards = cards.filter((card) => card.vendor === "amd");
      const isWindows = context.host.platform === "win32";
      const answers = [
        // Windows has no bus to look at, so there the program itself says whether it finds a card.
        ...(nvidiaCards.length > 0 || isWindows ? [await nvidia.ask(nvidiaCards, context)] : []),
        ...(amdCards.length > 0 ? [await askAmdCards(amdCards, names, context)] : []),
      ];
      const readings = answers.flatMap((answer) => answer.readings);
      if (readings.length > 0) return readings;
      const failure = answers.find((answer) => answer.isFailure);
      if (failure && nvidiaCards.length > 0) throw new Error(failure.note);
      throw new NoData(nvidiaCards.length > 0 || amdCards.length > 0 ? answers[0]?.note : whyNone(cards));
    },
    close: () => nvidia.close(),
  };
}

function whyNone(cards: GpuCard[]): string {
  const [first] = cards;
  if (!first) return "no GPU found";
  return first.vendor === "intel" ? "Intel's graphics driver shows no load" : "this machine's graphics adapter shows no load";
}
