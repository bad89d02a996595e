// NVIDIA cards, with the names of the nvidia_gpu_prometheus_exporter. A card that sleeps is not asked, and one that may sleep
// is left alone when it has had nothing to do: asking is what would keep a laptop's battery draining.
import { gauge, type Reading } from "#shared/model/sample";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { CollectContext } from "./collector";
import { type GpuCard, isAsleep, maySleep } from "./gpu-cards";
import type { NvidiaRow } from "./nvidia-csv";
import type { NvidiaSmi } from "./nvidia-smi";

/** The readings, or why there are none; `isFailure` where that is not how it should be. */
export interface GpuAnswer {
  readings: Reading[];
  note?: string;
  isFailure?: boolean;
}

const idleBeforeRest = seconds(60);
const restFor = seconds(20);

export interface NvidiaCards {
  ask(cards: GpuCard[], context: CollectContext): Promise<GpuAnswer>;
  close(): void;
}

export function createNvidiaCards({ clock, smi }: { clock: Clock; smi: NvidiaSmi }): NvidiaCards {
  let busyAt: Milliseconds = clock.monotonic();
  let restUntil: Milliseconds = 0;

  return {
    async ask(cards, { host, signal }) {
      const sleeping = await Promise.all(cards.map((card) => isAsleep(host, card, signal)));
      if (sleeping.includes(true)) {
        smi.stop();
        busyAt = clock.monotonic();
        return { readings: [], note: "the NVIDIA GPU sleeps to save power, and asking would wake it" };
      }
      if (clock.monotonic() < restUntil)
        return { readings: [], note: "the NVIDIA GPU is idle and left alone, so that it can sleep" };

      const answer = smi.ask();
      switch (answer.kind) {
        case "absent":
          return {
            readings: [],
            note: "there is an NVIDIA GPU, but nvidia-smi, which comes with its driver, is not on the PATH",
          };
        case "waiting":
          return { readings: [], note: "waiting for nvidia-smi" };
        case "failing":
          return { readings: [], note: answer.reason, isFailure: true };
        case "rows":
          if (answer.rows.some((row) => row.utilizationPercent !== 0)) busyAt = clock.monotonic();
          if (clock.monotonic() - busyAt >= idleBeforeRest && (await anyMaySleep(cards))) {
            smi.stop();
            busyAt = clock.monotonic() + restFor;
            restUntil = clock.monotonic() + restFor;
          }
          return { readings: answer.rows.flatMap(readingsOf) };
      }

      async function anyMaySleep(all: GpuCard[]): Promise<boolean> {
        return (await Promise.all(all.map((card) => maySleep(host, card, signal)))).includes(true);
      }
    },
    close: () => smi.stop(),
  };
}

export function readingsOf(row: NvidiaRow): Reading[] {
  const labels = { minor_number: row.index, uuid: row.uuid, name: row.name };
  const readings: Reading[] = [];
  const add = (name: string, value: number | undefined) => {
    if (value !== undefined) readings.push(gauge(name, value, labels));
  };
  add("nvidia_gpu_duty_cycle", row.utilizationPercent);
  add("nvidia_gpu_memory_used_bytes", row.memoryUsedBytes);
  add("nvidia_gpu_memory_total_bytes", row.memoryTotalBytes);
  add("nvidia_gpu_temperature_celsius", row.temperatureCelsius);
  add("nvidia_gpu_power_usage_milliwatts", row.powerWatts === undefined ? undefined : row.powerWatts * 1000);
  return readings;
}
