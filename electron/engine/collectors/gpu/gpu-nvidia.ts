// NVIDIA cards, from the one nvidia-smi. A card that sleeps is not asked, and neither is one that is to fall asleep.
import type { Clock } from "../../clock";
import type { CollectContext } from "../collector";
import type { ReadingList } from "../reading-list";
import { type GpuCard, isAsleep } from "./gpu-cards";
import { hasFigures, putFigures } from "./gpu-figures";
import { createGpuLabels } from "./gpu-labels";
import { readNvidiaInformation } from "./gpu-names";
import { createGpuRest, type GpuRest } from "./gpu-rest";
import type { NvidiaRow } from "./nvidia-csv";
import type { NvidiaSmi } from "./nvidia-smi";

/** How many cards were read, and why not all of them; `isFailure` where that is not how it should be. */
export interface GpuAnswer {
  read: number;
  note?: string;
  isFailure?: boolean;
}

export interface NvidiaCards {
  /** Adds what there is to the list. */
  ask(cards: readonly GpuCard[], context: CollectContext, list: ReadingList): Promise<GpuAnswer>;
  close(): void;
}

interface Options {
  clock: Clock;
  smi: NvidiaSmi;
  /** Shared with whoever else asks these cards: one that goes on asking would spoil the other's rest. */
  rest?: GpuRest;
}

export function createNvidiaCards({ clock, smi, rest = createGpuRest({ clock }) }: Options): NvidiaCards {
  const labelsOf = createGpuLabels();
  /** By address; the driver numbers its device files in its own order, and never changes it while it runs. */
  const minorNumbers = new Map<string, string>();

  async function minorNumber({ address, index }: NvidiaRow, cards: readonly GpuCard[], { host, signal }: CollectContext) {
    const card = cards.find((one) => one.address === address);
    if (!card) return index;
    let known = minorNumbers.get(card.address);
    if (known === undefined) {
      known = (await readNvidiaInformation(host, card, signal)).minorNumber ?? index;
      minorNumbers.set(card.address, known);
    }
    return known;
  }

  async function put(rows: NvidiaRow[], cards: readonly GpuCard[], context: CollectContext, list: ReadingList) {
    const answer: GpuAnswer = { read: 0 };
    for (const row of rows) {
      if (hasFigures(row.figures)) {
        answer.read++;
        const { uuid, name } = row;
        putFigures(list, labelsOf({ minorNumber: await minorNumber(row, cards, context), uuid, name }), row.figures);
      } else {
        answer.isFailure = row.trouble !== undefined;
        answer.note ??= `nvidia-smi says nothing of GPU ${row.index}${row.trouble ? `: ${row.trouble}` : ""}`;
      }
    }
    const missing = cards.find((card) => rows.every(({ address }) => address !== undefined && address !== card.address));
    if (missing) answer.note ??= `nvidia-smi does not tell of the GPU at ${missing.address}`;
    return answer;
  }

  return {
    async ask(cards, context, list) {
      const { host, signal } = context;
      const sleeping = await Promise.all(cards.map((card) => isAsleep(host, card, signal)));
      // One program asks all of them, and would wake those that sleep beside those that work.
      if (sleeping.includes(true)) {
        smi.stop();
        rest.sawSleep();
        return { read: 0, note: "the NVIDIA GPU sleeps to save power, and asking would wake it" };
      }
      if (rest.isResting()) {
        smi.stop();
        return { read: 0, note: "the NVIDIA GPU is idle and left alone, so that it can sleep" };
      }
      const answer = smi.ask();
      switch (answer.kind) {
        case "absent":
          return {
            read: 0,
            note:
              cards.length > 0
                ? "there is an NVIDIA GPU, but nvidia-smi, which comes with its driver, is not on the PATH"
                : "nvidia-smi is not on the PATH, and nothing else tells of graphics cards on this system",
          };
        case "waiting":
          return { read: 0, note: "waiting for nvidia-smi" };
        case "failing":
          return { read: 0, note: answer.reason, isFailure: true };
        case "rows":
          // A card that does not tell its load may be at work.
          if (answer.rows.some(({ figures }) => figures.dutyCyclePercent !== 0)) rest.sawWork();
          if (await rest.restIfIdle(cards, context)) smi.stop();
          return put(answer.rows, cards, context, list);
      }
    },
    close: () => smi.stop(),
  };
}
