// Whether the user was told of an alert, and if not, why: in the few words that a column has room for.
import { formatSpan } from "#shared/format/age";
import { formatDay, formatMinute } from "#shared/format/clock-time";
import type { InboxAlert } from "#shared/model/alert";
import type { EpochMs } from "#shared/units/time";
import { visibleText } from "../../../components/visible-text";

export interface ToldWords {
  text: string;
  isTold: boolean;
}

/** What holds an alert back now says more than what came of telling it last. */
export function toldWords({ state, muted, acknowledged, told }: InboxAlert, now: EpochMs): ToldWords | undefined {
  if (state !== "resolved" && acknowledged) {
    const comment = acknowledged.comment === "" ? "" : `: ${visibleText(acknowledged.comment)}`;
    return { text: `acknowledged${comment}${leftWords(acknowledged.untilMs, now)}`, isTold: false };
  }
  if (state !== "resolved" && muted) return { text: `${visibleText(muted.say)}${leftWords(muted.untilMs, now)}`, isTold: false };
  if (!told) return undefined;
  const text = visibleText(told.outcome);
  return { text: told.isTold ? `${text} ${timeWords(told.at, now)}` : text, isTold: told.isTold };
}

/** ", 22 m left"; nothing for what has no end. */
export function leftWords(untilMs: number | undefined, now: EpochMs): string {
  if (untilMs === undefined) return "";
  return untilMs <= now ? ", ending" : `, ${formatSpan(untilMs - now)} left`;
}

/** `12:12`, with the day when it was another one. */
export const timeWords = (at: EpochMs, now: EpochMs): string =>
  formatDay(at) === formatDay(now) ? formatMinute(at) : `${formatDay(at)} ${formatMinute(at)}`;
