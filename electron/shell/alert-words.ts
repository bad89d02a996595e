// What the tray and the taskbar say of all alerts.
import { formatMinute } from "#shared/format/clock-time";
import { type AlertSummary, worstOf } from "#shared/model/alert";

/** Which of the icons in assets/icons/tray. Grey is for what nobody knows: never the icon of all is well. */
export type AlertMark = "critical" | "warning" | "unknown" | "fine";

export interface AlertFace {
  mark: AlertMark;
  /** In words, in a line. */
  words: string;
  /** How many alerts fire that nobody cares for yet. */
  count: number;
}

/** Undefined: the engine has not said anything yet, or is gone. */
export function alertFace(summary: AlertSummary | undefined): AlertFace {
  if (!summary) return { mark: "unknown", words: "not running: nothing is known", count: 0 };
  const { critical, warning, info, none, unknown, stalledSince } = summary;
  const count = critical + warning + info + none;
  const worst = worstOf(summary);
  if (worst === "stalled") {
    const since = stalledSince === undefined ? "" : ` since ${formatMinute(stalledSince)}`;
    return { mark: "unknown", words: `rules have not been evaluated${since}`, count };
  }
  const mark = worst === "critical" || worst === "warning" || worst === "unknown" ? worst : "fine";
  const parts = [
    [critical, "critical"],
    [warning, "warning"],
    [info, "info"],
    [none, "without severity"],
  ] as const;
  const firing = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  const words = [
    count > 0 ? `${firing.join(", ")} firing` : "nothing fires",
    ...(unknown > 0 ? [`${unknown} of unknown state`] : []),
  ];
  return { mark, words: words.join("; "), count };
}
