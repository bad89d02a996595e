import { useState } from "react";
import { parseMatchers, sameMatchers } from "#shared/alerting/matchers";
import type { Matcher } from "#shared/model/matcher";
import { Field } from "../../../../components/Field";
import { bareMatchers } from "../../../../components/matchers-input/bare-matchers";
import type { LabelCandidates } from "../../../../components/matchers-input/candidates";
import { MatchersInput } from "../../../../components/matchers-input/MatchersInput";

interface Props {
  label: string;
  hint: string;
  value: readonly Matcher[];
  candidates: () => LabelCandidates;
  placeholder?: string;
  autoFocus?: boolean;
  /** Only matchers that are right are handed on; what is half typed stays in the field. */
  onChange(matchers: Matcher[]): void;
}

/** Matchers that are part of a larger thing. */
export function MatchersField({ label, hint, value, candidates, placeholder, autoFocus, onChange }: Props) {
  const [text, setText] = useState(() => bareMatchers(value));
  const [known, setKnown] = useState(value);
  // Undo, or another node: the text follows, but not where it says the same in other words.
  if (known !== value) {
    setKnown(value);
    const read = readMatchers(text);
    if (!read || !sameMatchers(read, value)) setText(bareMatchers(value));
  }
  return (
    <Field label={label} hint={hint}>
      <MatchersInput
        value={text}
        onChange={(next) => {
          setText(next);
          const matchers = readMatchers(next);
          if (matchers) onChange(matchers);
        }}
        candidates={candidates}
        hasChips
        {...(placeholder !== undefined && { placeholder })}
        {...(autoFocus !== undefined && { autoFocus })}
      />
    </Field>
  );
}

function readMatchers(text: string): Matcher[] | undefined {
  if (text.trim() === "") return [];
  const read = parseMatchers(text);
  return read.ok ? read.matchers : undefined;
}
