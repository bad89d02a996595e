// AMD cards, as their driver shows them in sysfs: Documentation/gpu/amdgpu/thermal.rst and driver-misc.rst. The series have the
// names of NVIDIA's, so that one dashboard serves both.
import { gauge, type Reading } from "#shared/model/sample";
import type { CollectContext } from "./collector";
import { type GpuCard, isAsleep, readOptional } from "./gpu-cards";
import type { GpuAnswer } from "./gpu-nvidia";
import { numberOf } from "./numbers";

/** Reading most of these files wakes a sleeping card, so the sleeping ones are passed over. */
export async function askAmdCards(
  cards: GpuCard[],
  names: ReadonlyMap<string, string>,
  context: CollectContext,
): Promise<GpuAnswer> {
  const readings: Reading[] = [];
  let sleeping = 0;
  for (const card of cards) {
    if (await isAsleep(context.host, card, context.signal)) sleeping++;
    else readings.push(...(await readCard(card, names.get(card.address) ?? card.deviceId, context)));
  }
  if (readings.length > 0) return { readings };
  return {
    readings,
    note: sleeping > 0 ? "the AMD GPU sleeps to save power, and asking would wake it" : "the AMD GPU's driver shows no load",
  };
}

async function readCard(card: GpuCard, name: string, { host, signal }: CollectContext): Promise<Reading[]> {
  const read = (file: string) => readOptional(host, `${card.path}/${file}`, signal);
  const list = (folder: string) => host.listFolder(`${card.path}/${folder}`, signal).catch(() => []);
  const minor = (await list("drm")).find((entry) => /^card\d+$/.test(entry))?.slice("card".length);
  const labels = { minor_number: minor ?? "", uuid: (await read("unique_id")) ?? card.address, name };
  const monitor = `hwmon/${(await list("hwmon"))[0] ?? "none"}`;

  const readings: Reading[] = [];
  const add = (metric: string, text: string | undefined, worth = 1) => {
    const value = numberOf(text);
    if (value !== undefined) readings.push(gauge(metric, value * worth, labels));
  };
  add("nvidia_gpu_duty_cycle", await read("gpu_busy_percent"));
  add("nvidia_gpu_memory_used_bytes", await read("mem_info_vram_used"));
  add("nvidia_gpu_memory_total_bytes", await read("mem_info_vram_total"));
  add("nvidia_gpu_temperature_celsius", await read(`${monitor}/temp1_input`), 1 / 1000);
  // Microwatts; newer cards have only the present value, older ones only the average.
  add(
    "nvidia_gpu_power_usage_milliwatts",
    (await read(`${monitor}/power1_average`)) ?? (await read(`${monitor}/power1_input`)),
    1 / 1000,
  );
  return readings;
}
