// Cards whose driver shows them in sysfs. Reading most of those files wakes a sleeping card, and keeps an idle one awake: so
// the sleeping ones are passed over, and the idle ones are left alone now and then.
import { type Milliseconds, minutes } from "#shared/units/time";
import type { Clock } from "../../clock";
import type { CollectContext } from "../collector";
import type { ReadingList } from "../reading-list";
import { type GpuCard, isAsleep } from "./gpu-cards";
import { type GpuFigures, hasFigures, putFigures } from "./gpu-figures";
import { createGpuLabels } from "./gpu-labels";
import type { GpuAnswer } from "./gpu-nvidia";
import { createGpuRest, type GpuRest } from "./gpu-rest";

/** A card whose files have been found: which there are depends on its age and on its driver's. */
export interface OpenCard {
  minorNumber: string;
  uuid: string;
  read(context: CollectContext): Promise<{ figures: GpuFigures; isIdle: boolean }>;
}

export interface SysfsCards {
  /** Adds what there is to the list. */
  ask(
    cards: readonly GpuCard[],
    names: ReadonlyMap<string, string>,
    context: CollectContext,
    list: ReadingList,
  ): Promise<GpuAnswer>;
}

interface Options {
  clock: Clock;
  /** "AMD" */
  maker: string;
  open(card: GpuCard, context: CollectContext): Promise<OpenCard>;
}

// A driver that is loaded later brings its files then.
const lookAgain = minutes(1);

export function createSysfsCards({ clock, maker, open }: Options): SysfsCards {
  const known = new Map<string, { card: OpenCard; openedAt: Milliseconds; isTelling: boolean; rest: GpuRest }>();
  const labelsOf = createGpuLabels();

  async function openCard(card: GpuCard, context: CollectContext) {
    const before = known.get(card.address);
    const now = clock.monotonic();
    if (before && (before.isTelling || now - before.openedAt < lookAgain)) return before;
    const rest = before?.rest ?? createGpuRest({ clock });
    const opened = { card: await open(card, context), openedAt: now, isTelling: false, rest };
    known.set(card.address, opened);
    return opened;
  }

  return {
    async ask(cards, names, context, list) {
      const answer: GpuAnswer = { read: 0 };
      for (const card of cards) {
        if (await isAsleep(context.host, card, context.signal)) {
          known.get(card.address)?.rest.sawSleep();
          answer.note ??= `the ${maker} GPU sleeps to save power, and asking would wake it`;
          continue;
        }
        if (known.get(card.address)?.rest.isResting()) {
          answer.note ??= `the ${maker} GPU is idle and left alone, so that it can sleep`;
          continue;
        }
        const opened = await openCard(card, context);
        const { figures, isIdle } = await opened.card.read(context);
        if (!isIdle) opened.rest.sawWork();
        await opened.rest.restIfIdle([card], context);
        opened.isTelling = hasFigures(figures);
        if (opened.isTelling) {
          answer.read++;
          const { minorNumber, uuid } = opened.card;
          putFigures(list, labelsOf({ minorNumber, uuid, name: names.get(card.address) ?? card.deviceId }), figures);
        }
        if (figures.dutyCyclePercent === undefined) answer.note ??= `the ${maker} GPU's driver shows no load`;
      }
      return answer;
    },
  };
}
