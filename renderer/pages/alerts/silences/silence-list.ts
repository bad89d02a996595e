// Which silences are listed, and in which order.

import { formatMatchers } from "#shared/alerting/matchers";
import type { SilenceRow } from "#shared/contract/silences";
import { silenceStateAt } from "#shared/model/silence";
import type { EpochMs } from "#shared/units/time";
import { wordFilter } from "../../../components/word-filter";
import { tabPath } from "../url";

export const silenceStates = ["active", "pending", "expired"] as const;
export type SilenceState = (typeof silenceStates)[number];

/** Which of them a link shows. */
export const readState = (params: URLSearchParams): SilenceState =>
  silenceStates.find((state) => state === params.get("state")) ?? "active";

/** The one silence that a link names, by its id. */
export const readLinked = (params: URLSearchParams): string | undefined => params.get("silence") ?? undefined;

/** Leads to one silence. */
export const silencePath = (id: string): string => `${tabPath("silences")}?${new URLSearchParams({ silence: id })}`;

/** The parameters that show them; all others stay, but for a silence that was named: it may be of another state. */
export function writeState(state: SilenceState, params: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete("silence");
  if (state === "active") next.delete("state");
  else next.set("state", state);
  return next;
}

/** How many there are of each. */
export function countStates(silences: readonly SilenceRow[], now: EpochMs): Record<SilenceState, number> {
  const counts = { active: 0, pending: 0, expired: 0 };
  for (const silence of silences) counts[silenceStateAt(silence, now)]++;
  return counts;
}

/** Those of one state that the search finds: what ends or starts next first, of the expired ones what ended last. */
export function listSilences(
  silences: readonly SilenceRow[],
  { state, search, now }: { state: SilenceState; search: string; now: EpochMs },
): SilenceRow[] {
  const isFound = wordFilter(search);
  return silences
    .filter((silence) => silenceStateAt(silence, now) === state)
    .filter((silence) => isFound(`${formatMatchers(silence.matchers)} ${silence.createdBy} ${silence.comment}`))
    .sort((a, b) =>
      state === "pending" ? a.startsAt - b.startsAt : state === "active" ? a.endsAt - b.endsAt : b.endsAt - a.endsAt,
    );
}

/** Names one silence among those of all homes. */
export const keyOf = ({ home, id }: Pick<SilenceRow, "home" | "id">): string => `${home}/${id}`;
