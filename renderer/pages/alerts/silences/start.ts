// What a silence begins with, in its dialog: an alert's labels, another silence, or nothing.
import { commonOf } from "#shared/alerting/alert-order";
import { matchersFor } from "#shared/alerting/matchers-for";
import type { SilenceRow } from "#shared/contract/silences";
import type { InboxAlert } from "#shared/model/alert";
import type { Labels } from "#shared/model/labels";
import type { Matcher } from "#shared/model/matcher";

export interface SilenceStart {
  /** Of the silence that is changed; absent: a new one. */
  id?: string;
  home?: string;
  matchers: readonly Matcher[];
  /** Of the alerts that it is made for: each can be put in or left out by a click. */
  labels?: Labels;
  startsAt?: number;
  endsAt?: number;
  createdBy?: string;
  comment?: string;
}

export const emptyStart: SilenceStart = { matchers: [] };

/** Silences these alerts: by their names and what all of them have in common. */
export const startFor = (alerts: readonly InboxAlert[]): SilenceStart => ({
  matchers: matchersFor(alerts),
  labels: commonOf(alerts.map(({ labels }) => labels)),
});

/** The same conditions once more, for a silence that is over; its times are new. */
export function startLike({ matchers, home, comment }: SilenceRow): SilenceStart {
  return { matchers, home, comment };
}

/** Changes that silence. */
export function startFrom({ id, home, matchers, startsAt, endsAt, createdBy, comment }: SilenceRow): SilenceStart {
  return { id, home, matchers, startsAt, endsAt, createdBy, comment };
}
