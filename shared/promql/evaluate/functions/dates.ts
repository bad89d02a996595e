// Parts of dates, in UTC. Values are Unix times in seconds, cut to whole ones.
import type { Evaluation } from "../calls";
import { dropNames } from "../label-sets";
import { columnsAt } from "./arguments";

/** Days since 1 January 1970, and the second of that day. */
interface Moment {
  day: number;
  second: number;
}

/** A date of the Gregorian calendar, carried on before its beginning; months and days from 1. */
interface CivilDate {
  year: number;
  month: number;
  day: number;
}

const secondsPerDay = 86_400;
const daysPerEra = 146_097;
const daysFrom0000March = 719_468;

/**
 * Beyond 64 bits there is no time; Prometheus then counts from what its processor makes of such a number, the least whole
 * number, which comes around to the greatest.
 */
function momentOf(value: number): Moment {
  const fits = value > -(2 ** 63) && value < 2 ** 63;
  const seconds = fits ? Math.trunc(value) : 2 ** 63;
  if (Number.isSafeInteger(seconds)) {
    const day = Math.floor(seconds / secondsPerDay);
    return { day, second: seconds - day * secondsPerDay };
  }
  const whole = BigInt(seconds);
  const second = ((whole % BigInt(secondsPerDay)) + BigInt(secondsPerDay)) % BigInt(secondsPerDay);
  return { day: Number((whole - second) / BigInt(secondsPerDay)), second: Number(second) };
}

/** Years counted from March, so that the leap day is the last of a year; eras of 400 years all have the same length. */
function civilDate(day: number): CivilDate {
  const shifted = day + daysFrom0000March;
  const era = Math.floor(shifted / daysPerEra);
  const dayOfEra = shifted - era * daysPerEra;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

function daysInMonth({ year, month }: CivilDate): number {
  if (month === 2 && isLeap(year)) return 29;
  return (daysBeforeMonth[month] as number) - (daysBeforeMonth[month - 1] as number);
}

function dayOfYear({ year, month, day }: CivilDate): number {
  return (daysBeforeMonth[month - 1] as number) + day + (month > 2 && isLeap(year) ? 1 : 0);
}

/** Of each element's value; without an argument, of the time of the evaluation. */
function datePart(part: (moment: Moment) => number): Evaluation {
  return (call, context, walk) => {
    if (call.args.length === 0) {
      const values = context.steps.map((step) => part(momentOf(step / 1000)));
      return { type: "vector", columns: [{ labels: {}, values, present: new Uint8Array(values.length).fill(1) }] };
    }
    const columns = columnsAt(call, 0, context, walk);
    const results = columns.map(({ labels, values, present }) => {
      context.budget.spend(values.length);
      const result = new Float64Array(values.length);
      for (let step = 0; step < result.length; step++) {
        if (present[step]) result[step] = part(momentOf(values[step] as number));
      }
      return { labels, values: result, present };
    });
    return { type: "vector", columns: dropNames(results, call, context) };
  };
}

/** The first of January 1970 was a Thursday; 0 is Sunday. */
const dayOfWeek = (day: number): number => (((day + 4) % 7) + 7) % 7;

export const dates: readonly [name: string, evaluation: Evaluation][] = [
  ["year", datePart(({ day }) => civilDate(day).year)],
  ["month", datePart(({ day }) => civilDate(day).month)],
  ["day_of_month", datePart(({ day }) => civilDate(day).day)],
  ["day_of_week", datePart(({ day }) => dayOfWeek(day))],
  ["day_of_year", datePart(({ day }) => dayOfYear(civilDate(day)))],
  ["days_in_month", datePart(({ day }) => daysInMonth(civilDate(day)))],
  ["hour", datePart(({ second }) => Math.floor(second / 3600))],
  ["minute", datePart(({ second }) => Math.floor((second % 3600) / 60))],
];
