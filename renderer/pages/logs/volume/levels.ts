// How the levels are called and coloured in the histogram, as in the list of lines.
import type { LogLevel } from "#shared/model/log";
import type { LineColour } from "../../../charts/line-look";

export interface LevelLook {
  word: string;
  colour: LineColour;
  /** How strong its colour is in a bar: ordinary lines are many, and what is wrong has to stand out. */
  strength: number;
}

export const levelLooks: Readonly<Record<LogLevel, LevelLook>> = {
  critical: { word: "critical", colour: { kind: "place", place: 3 }, strength: 0.95 },
  error: { word: "error", colour: { kind: "named", name: "critical" }, strength: 0.95 },
  warning: { word: "warning", colour: { kind: "named", name: "warning" }, strength: 0.9 },
  info: { word: "info", colour: { kind: "place", place: 0 }, strength: 0.55 },
  debug: { word: "debug", colour: { kind: "place", place: 4 }, strength: 0.45 },
  trace: { word: "trace", colour: { kind: "place", place: 2 }, strength: 0.45 },
  // What is not a colour is grey, and not known is grey.
  unknown: { word: "no level", colour: { kind: "named", name: "" }, strength: 0.5 },
};

/** The worst on top, where it is seen: the ordinary lines are the ground that it stands on. */
export const stackOrder: readonly LogLevel[] = ["info", "debug", "trace", "unknown", "warning", "error", "critical"];
