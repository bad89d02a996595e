import { useState } from "react";
import { formatLongSpan } from "#shared/format/age";
import { formatDuration, parseDuration } from "#shared/format/duration";
import type { EpochMs } from "#shared/units/time";
import { classNames } from "../../../components/class-names";
import { Field } from "../../../components/Field";
import { TextInput } from "../../../components/TextInput";
import { MomentInput } from "./MomentInput";
import styles from "./Silences.module.css";
import type { SilenceForm } from "./silence-form";
import { endChoices, endOf, isSameEnd, momentWords } from "./silence-times";

interface Props {
  form: Pick<SilenceForm, "startsAt" | "end">;
  now: EpochMs;
  problem: string | undefined;
  onChange(change: Partial<Pick<SilenceForm, "startsAt" | "end">>): void;
}

/** How long: the usual choices, or exact times. */
export function TimeFields({ form, now, problem, onChange }: Props) {
  const startsAt = form.startsAt ?? now;
  const choices = endChoices(startsAt);
  const endsAt = endOf(form.end, startsAt);
  const [isExact, setExact] = useState(!choices.some(({ end }) => isSameEnd(end, form.end)));
  return (
    <Field
      label="How long"
      isGroup
      hint={`Ends ${momentWords(endsAt, now)}, ${formatLongSpan(Math.max(0, endsAt - startsAt))} in all.`}
      {...(problem !== undefined && { error: problem })}
    >
      <div className={styles.choices}>
        {choices.map(({ label, end }) => (
          <button
            key={label}
            type="button"
            className={styles.choice}
            aria-pressed={isSameEnd(end, form.end)}
            onClick={() => onChange({ end })}
          >
            {label}
          </button>
        ))}
        <button
          type="button"
          className={classNames(styles.choice, styles.quietChoice)}
          aria-expanded={isExact}
          onClick={() => setExact(!isExact)}
        >
          Exact times…
        </button>
      </div>
      {isExact && (
        <div className={styles.times}>
          <Field label="From" hint={form.startsAt === undefined ? "From now on." : undefined}>
            <MomentInput value={form.startsAt} onChange={(next) => onChange({ startsAt: next })} />
          </Field>
          <Field label="Until">
            <MomentInput value={endsAt} onChange={(at) => at !== undefined && onChange({ end: { kind: "at", at } })} />
          </Field>
          <Lasting length={endsAt - startsAt} onChange={(length) => onChange({ end: { kind: "after", length } })} />
        </div>
      )}
    </Field>
  );
}

/** The same as a length: `2h30m`. */
function Lasting({ length, onChange }: { length: number; onChange(length: number): void }) {
  // To the minute, as the fields beside it: the seconds of "now" are nobody's wish.
  const words = formatDuration(Math.max(0, Math.round(length / 60_000) * 60_000));
  const [typed, setTyped] = useState<string>();
  const read = parseDuration(typed ?? "");
  return (
    <Field label="Lasts" {...(typed !== undefined && (!read.ok || read.value === 0) && { error: "A length such as 2h30m." })}>
      <TextInput
        value={typed ?? words}
        onChange={(text) => {
          setTyped(text);
          const next = parseDuration(text);
          if (next.ok && next.value > 0) onChange(next.value);
        }}
        onBlur={() => setTyped(undefined)}
      />
    </Field>
  );
}
