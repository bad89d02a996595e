// What the dialog holds, what is wrong with it, and the silence that it makes.
import { parseMatchers } from "#shared/alerting/matchers";
import { checkSilenceMatchers } from "#shared/alerting/silences";
import type { SilenceDraft } from "#shared/contract/silences";
import type { Matcher } from "#shared/model/matcher";
import type { EpochMs } from "#shared/units/time";
import { bareMatchers } from "../../../components/matchers-input/bare-matchers";
import { localSource } from "../../../stores/address";
import { type End, endOf, usualEnd } from "./silence-times";
import type { SilenceStart } from "./start";
import { sentence } from "./warnings";

export interface SilenceForm {
  home: string;
  /** The matchers as they are typed. */
  text: string;
  /** Absent: from the moment it is saved. */
  startsAt: EpochMs | undefined;
  end: End;
  createdBy: string;
  comment: string;
}

export interface SilenceProblems {
  matchers?: string;
  end?: string;
  createdBy?: string;
  comment?: string;
}

export const formOf = (start: SilenceStart, author: string): SilenceForm => ({
  home: start.home ?? localSource,
  text: bareMatchers(start.matchers),
  startsAt: start.startsAt,
  end: start.endsAt === undefined ? usualEnd : { kind: "at", at: start.endsAt },
  createdBy: start.createdBy ?? author,
  comment: start.comment ?? "",
});

/** The matchers that the text stands for; undefined while it is wrong. */
export function matchersOf(text: string): readonly Matcher[] | undefined {
  if (text.trim() === "") return [];
  const read = parseMatchers(text);
  return read.ok ? read.matchers : undefined;
}

/** What keeps it from being saved, by field, in words. */
export function problemsOf(form: SilenceForm, now: EpochMs): SilenceProblems {
  const endsAt = endOf(form.end, form.startsAt ?? now);
  const matchers = matchersOf(form.text);
  // A text that cannot be read is told by its field itself.
  const broken = matchers && checkSilenceMatchers(matchers);
  return {
    ...(broken !== undefined && { matchers: sentence(broken) }),
    ...(endsAt <= now && { end: "The end is over already." }),
    ...(endsAt > now && endsAt <= (form.startsAt ?? now) && { end: "It ends before it starts." }),
    ...(form.createdBy.trim() === "" && { createdBy: "Who silences, for those who wonder later." }),
    ...(form.comment.trim() === "" && { comment: "Why: the next person on duty reads it." }),
  };
}

/** The silence to save; undefined while the matchers are wrong. */
export function draftOf(form: SilenceForm, id: string | undefined, now: EpochMs): SilenceDraft | undefined {
  const matchers = matchersOf(form.text);
  if (matchers === undefined) return undefined;
  const startsAt = form.startsAt ?? now;
  return {
    ...(id !== undefined && { id }),
    home: form.home,
    matchers: [...matchers],
    startsAt,
    endsAt: endOf(form.end, startsAt),
    createdBy: form.createdBy.trim(),
    comment: form.comment.trim(),
  };
}
