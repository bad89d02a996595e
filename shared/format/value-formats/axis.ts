// The ticks of an axis: one unit for all of them, that of the largest, as many digits as tell neighbours apart, and steps that look
// round in that unit.
import { decimalsOf, minus } from "../quantity";
import { findFormat } from "./find-format";
import { stepFor } from "./scales";
import { type FormatContext, noBreakSpace, type Suit } from "./value-format";

/** Words for the ticks of one axis, rising. */
export function formatAxis(
  ticks: readonly number[],
  unit: string | undefined,
  decimals?: number,
  context: FormatContext = {},
): string[] {
  const format = findFormat(unit);
  if (format.kind === "words") return ticks.map((tick) => format.write(tick, decimals, context));
  const largest = ticks.reduce((most, tick) => (Number.isFinite(tick) ? Math.max(most, Math.abs(tick)) : most), 0);
  const step = scaleOf(format, largest);
  const places = decimals ?? decimalsBetween(ticks, largest, step.size);
  const { prefix, unit: suffix } = surroundings(format, step.unit);
  // Nothing has no size: among thousands it is 0, not 0 k. Of bytes or watts it keeps the unit.
  const isBare = format.kind === "scaled" && format.steps.some(({ size, unit: name }) => size === 1 && name === "");
  return ticks.map((tick) => {
    if (tick === 0 && isBare && decimals === undefined) return `${prefix}0`;
    const number = tick === 0 && decimals === undefined ? "0" : minus((tick / step.size).toFixed(places));
    return number.startsWith("−") ? `−${prefix}${number.slice(1)}${suffix}` : `${prefix}${number}${suffix}`;
  });
}

type Format = ReturnType<typeof findFormat>;
type Numeric = Exclude<Format, { kind: "words" }>;

function scaleOf(format: Numeric, largest: number): { size: number; unit: string } {
  if (format.kind === "scaled") return stepFor(largest, format.steps);
  return format.kind === "percent" ? { size: 1 / format.factor, unit: "%" } : { size: 1, unit: format.unit };
}

function surroundings(format: Numeric, unit: string): { prefix: string; unit: string } {
  const isFront = (format.kind === "plain" && format.isInFront) || (format.kind === "scaled" && format.money?.isBehind === false);
  const symbol = format.kind === "scaled" ? (format.money?.symbol ?? "") : "";
  if (format.kind === "plain" && isFront) return { prefix: unit, unit: "" };
  const suffix = isFront ? unit : unit + symbol;
  const isClose = suffix === "" || suffix === "%" || suffix === "°";
  return { prefix: isFront ? symbol : "", unit: isClose ? suffix : noBreakSpace + suffix };
}

/** As many as the smallest distance between neighbours needs; ticks of a logarithmic axis are not evenly apart. */
function decimalsBetween(ticks: readonly number[], largest: number, size: number): number {
  let distance = largest;
  for (let index = 1; index < ticks.length; index++) {
    const apart = Math.abs((ticks[index] ?? 0) - (ticks[index - 1] ?? 0));
    if (apart > 0 && apart < distance) distance = apart;
  }
  return distance > 0 ? Math.min(9, decimalsOf(distance / size)) : 0;
}

/** The next distance between ticks that looks round in this unit, not smaller than the wanted one. */
export function tickStep(wanted: number, unit: string | undefined): number {
  if (!(wanted > 0) || !Number.isFinite(wanted)) return 1;
  const format = findFormat(unit);
  if (format.kind === "percent") return decimalStep(wanted * format.factor) / format.factor;
  return roundStep(wanted, format.kind === "plain" ? "decimal" : format.suits);
}

function roundStep(wanted: number, suits: Suit): number {
  if (suits === "decimal") return decimalStep(wanted);
  if (suits === "whole") return Math.max(1, decimalStep(wanted));
  if (suits === "binary") return binaryStep(wanted);
  const seconds = (wanted * suits.msEach) / 1000;
  return (clockStep(seconds) * 1000) / suits.msEach;
}

/** 1, 2 or 5 and noughts. */
function decimalStep(wanted: number): number {
  const power = Math.floor(Math.log10(wanted) + 1e-9);
  for (const digit of [1, 2, 5, 10]) {
    const step = scaledBy(digit, power);
    if (step >= wanted * (1 - 1e-9)) return step;
  }
  return scaledBy(10, power);
}

/** Divided where the power is negative: 5 / 1000 is 0.005, 5 * 0.001 is not quite. */
const scaledBy = (digit: number, power: number): number => (power < 0 ? digit / 10 ** -power : digit * 10 ** power);

function binaryStep(wanted: number): number {
  // There is no half byte.
  return 2 ** Math.max(0, Math.ceil(Math.log2(wanted) - 1e-9));
}

const clockSteps = [
  1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200, 86_400,
];

function clockStep(seconds: number): number {
  if (seconds <= 1) return decimalStep(seconds);
  return clockSteps.find((step) => step >= seconds * (1 - 1e-9)) ?? decimalStep(seconds / 86_400) * 86_400;
}
