// Intel's graphics, as the drivers i915 and xe show them: Documentation/ABI/testing/sysfs-driver-intel-{i915,xe}-hwmon, and
// the folders `gt` and `tile0`. How busy the engines are is told only to those who may use the kernel's performance
// counters, so there is no duty cycle: that a part was awake does not mean that it had work all that time.
import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../../clock";
import type { CollectContext } from "../collector";
import { numberOf } from "../text/numbers";
import { type GpuCard, listOptional, readOptional } from "./gpu-cards";
import { cardNumber, openSensors, times } from "./gpu-sensors";
import type { OpenCard } from "./gpu-sysfs";

/** Where a part of the chip tells its clock (MHz) and how long it has been idle (ms). */
interface Part {
  clock: string;
  idle: string;
}

export const openIntelCard =
  (clock: Clock) =>
  async (card: GpuCard, context: CollectContext): Promise<OpenCard> => {
    const minorNumber = await cardNumber(card, context);
    const [graphics, media] = await findParts(card, minorNumber, context);
    const sensors = await openSensors(card, context);
    const energy = sensors.labelled("energy", "card") ?? sensors.labelled("energy", "pkg") ?? "energy1";
    const power = sensors.labelled("power", "card") ?? sensors.labelled("power", "pkg") ?? "power1";
    const chip = sensors.labelled("temp", "pkg") ?? "temp1";
    const memory = sensors.labelled("temp", "vram");
    const milliwatts = createPowerMeter();
    const wasIdle = createIdleWatch();

    const number = async (path: string | undefined, { host, signal }: CollectContext) =>
      path === undefined ? undefined : numberOf(await readOptional(host, path, signal));

    /** One of the two, by the driver's age; a limit of 0 says that there is none. */
    const powerLimit = async (now: CollectContext) =>
      (await sensors.number(`${power}_max`, now)) || (await sensors.number(`${power}_cap`, now)) || undefined;

    return {
      minorNumber: minorNumber ?? "",
      uuid: card.address,
      async read(now) {
        const idleMs = await number(graphics?.idle, now);
        const figures = {
          graphicsHertz: times(await number(graphics?.clock, now), 1e6),
          videoHertz: times(await number(media?.clock, now), 1e6),
          graphicsIdleSeconds: times(idleMs, 1 / 1000),
          mediaIdleSeconds: times(await number(media?.idle, now), 1 / 1000),
          temperatureCelsius: times(await sensors.number(`${chip}_input`, now), 1 / 1000),
          memoryCelsius: times(await sensors.number(`${memory}_input`, now), 1 / 1000),
          powerMilliwatts: milliwatts(await sensors.number(`${energy}_input`, now), clock.monotonic()),
          powerLimitMilliwatts: times(await powerLimit(now), 1 / 1000),
        };
        return { figures, isIdle: wasIdle(idleMs, clock.monotonic()) };
      },
    };
  };

/** The graphics part first, then on newer chips the one for video. */
async function findParts(card: GpuCard, minorNumber: string | undefined, { host, signal }: CollectContext): Promise<Part[]> {
  const parts = async (folder: string) => (await listOptional(host, folder, signal)).filter((entry) => /^gt\d+$/.test(entry));
  const tile = `${card.path}/tile0`;
  const ofXe = await parts(tile);
  if (ofXe.length > 0) {
    return ofXe.map((gt) => ({ clock: `${tile}/${gt}/freq0/act_freq`, idle: `${tile}/${gt}/gtidle/idle_residency_ms` }));
  }
  if (minorNumber === undefined) return [];
  const folder = `${card.path}/drm/card${minorNumber}`;
  const ofI915 = await parts(`${folder}/gt`);
  if (ofI915.length > 0) {
    return ofI915.map((gt) => ({ clock: `${folder}/gt/${gt}/rps_act_freq_mhz`, idle: `${folder}/gt/${gt}/rc6_residency_ms` }));
  }
  // Before Linux 5.18.
  return [{ clock: `${folder}/gt_act_freq_mhz`, idle: `${folder}/power/rc6_residency_ms` }];
}

/** Power from a counter of energy; nothing at the first look, and when the counter began anew. */
export function createPowerMeter(): (microjoules: number | undefined, now: Milliseconds) => number | undefined {
  let last: { microjoules: number; at: Milliseconds } | undefined;
  return (microjoules, now) => {
    const before = last;
    last = microjoules === undefined ? undefined : { microjoules, at: now };
    if (microjoules === undefined || !before || now <= before.at || microjoules < before.microjoules) return undefined;
    // Microjoules in a millisecond are milliwatts.
    return Math.round((microjoules - before.microjoules) / (now - before.at));
  };
}

/** Whether it has been idle for all but a hundredth of the time since the last look. */
function createIdleWatch(): (idleMs: number | undefined, now: Milliseconds) => boolean {
  let last: { idleMs: number; at: Milliseconds } | undefined;
  return (idleMs, now) => {
    const before = last;
    last = idleMs === undefined ? undefined : { idleMs, at: now };
    return idleMs !== undefined && before !== undefined && idleMs - before.idleMs >= (now - before.at) * 0.99;
  };
}
