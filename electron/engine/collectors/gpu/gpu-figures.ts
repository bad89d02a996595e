// What is known of a card, whoever made it, and the series that say so. The names are those of the
// nvidia_gpu_prometheus_exporter where it has them, so that one dashboard and one rule serve every make of card; the others
// are named in its manner.

import type { ReadingList } from "../reading-list";
import { type Labels, labelsWith } from "./gpu-labels";

/** Absent is what the card, its driver or the system does not tell. */
export interface GpuFigures {
  dutyCyclePercent?: number;
  memoryDutyCyclePercent?: number;
  encoderPercent?: number;
  decoderPercent?: number;
  videoPercent?: number;
  memoryUsedBytes?: number;
  memoryTotalBytes?: number;
  sharedMemoryUsedBytes?: number;
  sharedMemoryTotalBytes?: number;
  temperatureCelsius?: number;
  hotspotCelsius?: number;
  memoryCelsius?: number;
  powerMilliwatts?: number;
  powerLimitMilliwatts?: number;
  fanPercent?: number;
  performanceState?: number;
  graphicsHertz?: number;
  shaderHertz?: number;
  memoryHertz?: number;
  videoHertz?: number;
  limitedByPower?: number;
  limitedBySoftwareHeat?: number;
  limitedByHardware?: number;
  limitedByHardwareHeat?: number;
  limitedByPowerBrake?: number;
  correctedErrors?: number;
  uncorrectedErrors?: number;
  graphicsIdleSeconds?: number;
  mediaIdleSeconds?: number;
}

interface Series {
  name: string;
  /** Beside the card's own labels. */
  label?: [name: string, value: string];
  isCounter?: boolean;
}

const clock = (value: string): Series => ({ name: "nvidia_gpu_clock_hertz", label: ["clock", value] });
const limit = (value: string): Series => ({ name: "nvidia_gpu_clocks_limited", label: ["reason", value] });
const errors = (value: string): Series => ({ name: "nvidia_gpu_ecc_errors_total", label: ["type", value], isCounter: true });
const idle = (value: string): Series => ({ name: "nvidia_gpu_idle_seconds_total", label: ["part", value], isCounter: true });

const series: Record<keyof GpuFigures, Series> = {
  dutyCyclePercent: { name: "nvidia_gpu_duty_cycle" },
  memoryDutyCyclePercent: { name: "nvidia_gpu_memory_duty_cycle" },
  encoderPercent: { name: "nvidia_gpu_encoder_duty_cycle" },
  decoderPercent: { name: "nvidia_gpu_decoder_duty_cycle" },
  videoPercent: { name: "nvidia_gpu_video_duty_cycle" },
  memoryUsedBytes: { name: "nvidia_gpu_memory_used_bytes" },
  memoryTotalBytes: { name: "nvidia_gpu_memory_total_bytes" },
  sharedMemoryUsedBytes: { name: "nvidia_gpu_shared_memory_used_bytes" },
  sharedMemoryTotalBytes: { name: "nvidia_gpu_shared_memory_total_bytes" },
  temperatureCelsius: { name: "nvidia_gpu_temperature_celsius" },
  hotspotCelsius: { name: "nvidia_gpu_hotspot_temperature_celsius" },
  memoryCelsius: { name: "nvidia_gpu_memory_temperature_celsius" },
  powerMilliwatts: { name: "nvidia_gpu_power_usage_milliwatts" },
  powerLimitMilliwatts: { name: "nvidia_gpu_power_limit_milliwatts" },
  fanPercent: { name: "nvidia_gpu_fanspeed_percent" },
  performanceState: { name: "nvidia_gpu_performance_state" },
  graphicsHertz: clock("graphics"),
  shaderHertz: clock("sm"),
  memoryHertz: clock("memory"),
  videoHertz: clock("video"),
  limitedByPower: limit("sw_power_cap"),
  limitedBySoftwareHeat: limit("sw_thermal_slowdown"),
  limitedByHardware: limit("hw_slowdown"),
  limitedByHardwareHeat: limit("hw_thermal_slowdown"),
  limitedByPowerBrake: limit("hw_power_brake_slowdown"),
  correctedErrors: errors("corrected"),
  uncorrectedErrors: errors("uncorrected"),
  graphicsIdleSeconds: idle("graphics"),
  mediaIdleSeconds: idle("media"),
};

const all = Object.entries(series) as [keyof GpuFigures, Series][];

/** Adds the series of one card; `card` are its labels as `createGpuLabels` keeps them. */
export function putFigures(list: ReadingList, card: Labels, figures: GpuFigures): void {
  for (const [figure, { name, label, isCounter }] of all) {
    const value = figures[figure];
    if (value === undefined) continue;
    const labels = label ? labelsWith(card, label[0], label[1]) : card;
    if (isCounter) list.counter(name, value, labels);
    else list.gauge(name, value, labels);
  }
}

export const hasFigures = (figures: GpuFigures): boolean => all.some(([figure]) => figures[figure] !== undefined);

/** The first seven in the words of the nvidia_gpu_prometheus_exporter. */
export const gpuHelp: Readonly<Record<string, string>> = {
  nvidia_gpu_num_devices: "Number of GPU devices",
  nvidia_gpu_memory_used_bytes: "Memory used by the GPU device in bytes",
  nvidia_gpu_memory_total_bytes: "Total memory of the GPU device in bytes",
  nvidia_gpu_duty_cycle:
    "Percent of time over the past sample period during which one or more kernels were executing on the GPU device",
  nvidia_gpu_power_usage_milliwatts: "Power usage of the GPU device in milliwatts",
  nvidia_gpu_temperature_celsius: "Temperature of the GPU device in celsius",
  nvidia_gpu_fanspeed_percent: "Fanspeed of the GPU device as a percent of its maximum",
  nvidia_gpu_memory_duty_cycle:
    "Percent of time over the past sample period during which the GPU device's memory was read or written",
  nvidia_gpu_encoder_duty_cycle: "Percent of time over the past sample period during which the video encoder was busy",
  nvidia_gpu_decoder_duty_cycle: "Percent of time over the past sample period during which the video decoder was busy",
  nvidia_gpu_video_duty_cycle: "Percent of time during which the engine that encodes and decodes video was busy",
  nvidia_gpu_shared_memory_used_bytes: "Memory of the machine that the GPU device uses beside its own, in bytes",
  nvidia_gpu_shared_memory_total_bytes: "Memory of the machine that the GPU device may use beside its own, in bytes",
  nvidia_gpu_hotspot_temperature_celsius: "Temperature of the hottest place on the GPU chip in celsius",
  nvidia_gpu_memory_temperature_celsius: "Temperature of the GPU device's memory in celsius",
  nvidia_gpu_power_limit_milliwatts: "Power that the GPU device may use in milliwatts",
  nvidia_gpu_performance_state: "Performance state of the GPU device, from 0 (fastest) to 15",
  nvidia_gpu_clock_hertz: "Present frequency of a clock of the GPU device in hertz",
  nvidia_gpu_clocks_limited: "Whether the clocks of the GPU device are held down for this reason",
  nvidia_gpu_ecc_errors_total: "Memory errors that the GPU device found since its driver was loaded",
  nvidia_gpu_idle_seconds_total: "Seconds during which this part of the GPU device was idle and without power",
};
