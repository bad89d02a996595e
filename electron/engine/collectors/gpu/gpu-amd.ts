// AMD cards, as the driver amdgpu shows them in sysfs: Documentation/gpu/amdgpu/thermal.rst and driver-misc.rst.
import type { CollectContext } from "../collector";
import { numberOf } from "../text/numbers";
import { type GpuCard, listOptional, readOptional } from "./gpu-cards";
import type { GpuFigures } from "./gpu-figures";
import { cardNumber, openSensors, times } from "./gpu-sensors";
import type { OpenCard } from "./gpu-sysfs";

export async function openAmdCard(card: GpuCard, context: CollectContext): Promise<OpenCard> {
  const files = new Set(await listOptional(context.host, card.path, context.signal));
  const sensors = await openSensors(card, context);
  const text = async (file: string, { host, signal }: CollectContext) =>
    files.has(file) ? readOptional(host, `${card.path}/${file}`, signal) : undefined;
  const number = async (file: string, now: CollectContext) => numberOf(await text(file, now));

  // Before there were labels there was one sensor. Datacentre cards have none at the edge; then the hottest place has to do.
  const junction = sensors.labelled("temp", "junction");
  const edge = sensors.labelled("temp", "edge") ?? junction ?? "temp1";
  const memory = sensors.labelled("temp", "mem");
  const graphicsClock = sensors.labelled("freq", "sclk") ?? "freq1";
  const memoryClock = sensors.labelled("freq", "mclk") ?? "freq2";
  // None of these changes while the driver runs.
  const memoryTotalBytes = await number("mem_info_vram_total", context);
  const sharedMemoryTotalBytes = await number("mem_info_gtt_total", context);
  const fastestFan = await sensors.number("fan1_max", context);

  /** Newer cards have only the present value, older ones only the average; a file may be there and refuse. */
  const power = async (now: CollectContext) =>
    (await sensors.number("power1_average", now)) ?? (await sensors.number("power1_input", now));

  async function fanPercent(now: CollectContext): Promise<number | undefined> {
    const turns = await sensors.number("fan1_input", now);
    return turns === undefined || !fastestFan ? undefined : Math.min(100, Math.round((turns / fastestFan) * 100));
  }

  async function clock(sensor: string, table: string, now: CollectContext): Promise<number | undefined> {
    if (sensors.has(`${sensor}_input`)) return sensors.number(`${sensor}_input`, now);
    return presentClock((await text(table, now)) ?? "");
  }

  return {
    minorNumber: (await cardNumber(card, context)) ?? "",
    uuid: (await text("unique_id", context)) ?? card.address,
    async read(now) {
      const memoryUsedBytes = await number("mem_info_vram_used", now);
      const sharedMemoryUsedBytes = await number("mem_info_gtt_used", now);
      const figures: GpuFigures = {
        dutyCyclePercent: await number("gpu_busy_percent", now),
        memoryDutyCyclePercent: await number("mem_busy_percent", now),
        videoPercent: await number("vcn_busy_percent", now),
        memoryUsedBytes,
        // What is remembered of a card that has gone must not look as if it were there.
        memoryTotalBytes: memoryUsedBytes === undefined ? undefined : memoryTotalBytes,
        sharedMemoryUsedBytes,
        sharedMemoryTotalBytes: sharedMemoryUsedBytes === undefined ? undefined : sharedMemoryTotalBytes,
        temperatureCelsius: times(await sensors.number(`${edge}_input`, now), 1 / 1000),
        hotspotCelsius: times(await sensors.number(`${junction}_input`, now), 1 / 1000),
        memoryCelsius: times(await sensors.number(`${memory}_input`, now), 1 / 1000),
        powerMilliwatts: times(await power(now), 1 / 1000),
        powerLimitMilliwatts: times(await sensors.number("power1_cap", now), 1 / 1000),
        fanPercent: await fanPercent(now),
        graphicsHertz: await clock(graphicsClock, "pp_dpm_sclk", now),
        memoryHertz: await clock(memoryClock, "pp_dpm_mclk", now),
      };
      return { figures, isIdle: figures.dutyCyclePercent === 0 };
    },
  };
}

/** "1: 1366Mhz *": the starred line of a table of clocks is the present one. */
export function presentClock(table: string): number | undefined {
  const found = /(\d+)mhz \*\s*$/im.exec(table)?.[1];
  return found === undefined ? undefined : Number(found) * 1e6;
}
