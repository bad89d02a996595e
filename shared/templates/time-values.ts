// Times and lengths of time as values of a template, with what can be called on them.
import { type GoTime, months, partsOf, weekdays, writeGoDuration, writeGoTime, zeroTime } from "./go-time";
import { bounded } from "./limits";
import { bool, float, type IntKind, int, type Method, type Methods, text, timeText, type Value } from "./value";

const named = (goType: string, names: readonly string[], first: number): IntKind => ({
  goType,
  say: (value) => names[value - first] ?? String(value),
  methods: new Map<string, Method>([
    ["String", { params: [], run: (self) => text(self.type === "int" ? (names[self.value - first] ?? "") : "") }],
  ]),
});
const monthKind = named("time.Month", months, 1);
const weekdayKind = named("time.Weekday", weekdays, 0);

const ofLength = (run: (nanoseconds: number) => Value): Method => ({
  params: [],
  run: (self) => run(self.type === "int" ? self.value : 0),
});

const durationKind: IntKind = {
  goType: "time.Duration",
  say: writeGoDuration,
  methods: new Map<string, Method>([
    ["String", ofLength((nanoseconds) => text(writeGoDuration(nanoseconds)))],
    ["Hours", ofLength((nanoseconds) => float(nanoseconds / 3.6e12))],
    ["Minutes", ofLength((nanoseconds) => float(nanoseconds / 6e10))],
    ["Seconds", ofLength((nanoseconds) => float(nanoseconds / 1e9))],
    ["Milliseconds", ofLength((nanoseconds) => int(Math.trunc(nanoseconds / 1e6)))],
    ["Nanoseconds", ofLength((nanoseconds) => int(nanoseconds))],
  ]),
};

export const duration = (nanoseconds: number): Value => int(Math.trunc(nanoseconds), durationKind);
export const time = (value: GoTime): Value & { type: "time" } => ({ type: "time", value });

const zero: GoTime = { at: 0 };
const timeOf = (value: Value | undefined): GoTime => (value?.type === "time" ? value.value : zero);
const ofTime = (run: (time: GoTime) => Value): Method => ({ params: [], run: (self) => run(timeOf(self)) });
const ofTwoTimes = (run: (a: number, b: number) => Value): Method => ({
  params: ["time"],
  run: (self, [other]) => run(timeOf(self).at, timeOf(other).at),
});

export const timeMethods: Methods = new Map<string, Method>([
  [
    "Format",
    {
      params: ["string"],
      run: (self, [layout]) => text(bounded(writeGoTime(timeOf(self), layout?.type === "string" ? layout.value : ""))),
    },
  ],
  ["String", ofTime((of) => text(timeText(of)))],
  ["Year", ofTime((of) => int(partsOf(of).year))],
  ["Month", ofTime((of) => int(partsOf(of).month, monthKind))],
  ["Day", ofTime((of) => int(partsOf(of).day))],
  ["Hour", ofTime((of) => int(partsOf(of).hour))],
  ["Minute", ofTime((of) => int(partsOf(of).minute))],
  ["Second", ofTime((of) => int(partsOf(of).second))],
  ["Weekday", ofTime((of) => int(partsOf(of).weekday, weekdayKind))],
  ["YearDay", ofTime((of) => int(partsOf(of).yearDay))],
  ["Unix", ofTime(({ at }) => int(Math.floor(at / 1000)))],
  ["UnixMilli", ofTime(({ at }) => int(Math.floor(at)))],
  ["UTC", ofTime(({ at }) => time({ at }))],
  ["IsZero", ofTime(({ at }) => bool(at === zeroTime))],
  ["Before", ofTwoTimes((a, b) => bool(a < b))],
  ["After", ofTwoTimes((a, b) => bool(a > b))],
  ["Equal", ofTwoTimes((a, b) => bool(a === b))],
  ["Sub", ofTwoTimes((a, b) => duration((a - b) * 1e6))],
]);
