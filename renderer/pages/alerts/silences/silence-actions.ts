// What can be done with a silence at once, without its dialog.
import type { SilenceDraft, SilenceRow } from "#shared/contract/silences";
import { type EpochMs, hours } from "#shared/units/time";
import { tomorrowMorning } from "./silence-times";

export interface Extension {
  label: string;
  endsAt: EpochMs;
}

/** How much longer a silence may hold: always later than it does now. */
export function extensionsOf({ endsAt }: Pick<SilenceRow, "endsAt">, now: EpochMs): Extension[] {
  const choices = [
    { label: "1 hour longer", endsAt: endsAt + hours(1) },
    { label: "4 hours longer", endsAt: endsAt + hours(4) },
    { label: "Until tomorrow 9:00", endsAt: tomorrowMorning(now) },
  ];
  return choices.filter((choice) => choice.endsAt > endsAt);
}

/** The same silence with another end. */
export const withEnd = (silence: SilenceRow, endsAt: EpochMs): SilenceDraft => ({ ...draftOf(silence), id: silence.id, endsAt });

/** What brings a silence back that was ended too early; a new one, as an ended silence never starts again. */
export const again = (silence: SilenceRow, now: EpochMs): SilenceDraft => ({
  ...draftOf(silence),
  startsAt: Math.max(silence.startsAt, now),
});

const draftOf = ({ home, matchers, startsAt, endsAt, createdBy, comment }: SilenceRow): SilenceDraft => ({
  home,
  matchers,
  startsAt,
  endsAt,
  createdBy,
  comment,
});
