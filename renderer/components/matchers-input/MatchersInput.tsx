import { Popover } from "radix-ui";
import { type KeyboardEvent, type Ref, useId, useMemo, useRef, useState } from "react";
import { parseMatchers } from "#shared/alerting/matchers";
import type { Matcher } from "#shared/model/matcher";
import { classNames } from "../class-names";
import { useFieldIds } from "../Field";
import inputStyles from "../TextInput.module.css";
import { bareMatchers } from "./bare-matchers";
import type { LabelCandidates } from "./candidates";
import { type Completion, type CompletionOption, completeMatchers } from "./completion";
import { MatcherChips } from "./MatcherChips";
import styles from "./MatchersInput.module.css";
import { OptionLine } from "./OptionLine";
import { useIsSettled } from "./use-is-settled";

export type ReadMatchers = { ok: true; matchers: readonly Matcher[] } | { ok: false; message: string; from: number; to: number };

export interface MatchersInputProps {
  /** The text as it is typed, right or not: its owner keeps it. */
  value: string;
  onChange(text: string): void;
  /** The labels that are offered; asked only while there is something to offer. */
  candidates?: (() => LabelCandidates) | undefined;
  /** Reads the text, where it is more than matchers: a filter that takes words too. */
  read?(text: string): ReadMatchers;
  /** Words are right too: one that is also in a label's name is only taken as that when it was chosen with an arrow. */
  takesWords?: boolean;
  /** Read out where no Field gives it a label. */
  label?: string;
  placeholder?: string;
  autoFocus?: boolean;
  /** Below the field, one chip for each matcher that was understood. */
  hasChips?: boolean;
  /** What is wrong beyond the text: "a silence needs a matcher". */
  problem?: string | undefined;
  /** Enter, when nothing is offered. */
  onEnter?(): void;
  ref?: Ref<HTMLInputElement>;
}

/** Label matchers in one line of text: mistakes are underlined and told, labels and their values are offered. */
export function MatchersInput(props: MatchersInputProps) {
  const {
    value,
    onChange,
    candidates,
    read = parseMatchers,
    hasChips = false,
    takesWords = false,
    problem,
    onEnter,
    ref,
  } = props;
  const input = useRef<HTMLInputElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const id = useId();
  const [cursor, setCursor] = useState(value.length);
  const [isOpen, setOpen] = useState(false);
  /** Undefined until an arrow is pressed. */
  const [pointed, setPointed] = useState<number>();
  const isSettled = useIsSettled(value);
  const found = useMemo((): ReadMatchers => (value.trim() === "" ? { ok: true, matchers: [] } : read(value)), [value, read]);
  // Not with each key: there may be thousands of alerts.
  const known = useMemo(() => (isOpen ? candidates?.() : undefined), [isOpen, candidates]);
  const completion = useMemo(
    (): Completion | undefined => known && completeMatchers(value, cursor, known),
    [known, value, cursor],
  );
  const options = completion?.options ?? [];
  const highlighted = pointed ?? (takesWords && completion?.kind === "name" ? -1 : 0);
  const mistake = found.ok ? undefined : found;
  const said = mistake ? (isSettled && !completion ? sentence(mistake.message) : undefined) : problem;

  function accept(option: CompletionOption): void {
    if (!completion) return;
    const behind = completion.from + option.insert.length;
    onChange(value.slice(0, completion.from) + option.insert + value.slice(completion.to));
    setCursor(behind);
    setPointed(undefined);
    // A name is followed by its values; a value is the end.
    setOpen(option.insert.endsWith("="));
    // After React has put the text there.
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(behind, behind);
    });
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const option = options[highlighted];
    if (event.key === "ArrowDown" && !completion) setOpen(true);
    else if (event.key === "ArrowDown") setPointed((highlighted + 1) % options.length);
    else if (event.key === "ArrowUp" && completion) setPointed((Math.max(0, highlighted) - 1 + options.length) % options.length);
    else if ((event.key === "Enter" || event.key === "Tab") && option && !event.shiftKey) accept(option);
    else if (event.key === "Escape" && completion) setOpen(false);
    else if (event.key === "Enter" && onEnter) onEnter();
    else return;
    event.preventDefault();
  }

  return (
    <div className={styles.column}>
      <Popover.Root open={options.length > 0} onOpenChange={setOpen}>
        <Popover.Anchor asChild>
          <div className={styles.box}>
            <input
              {...useFieldIds()}
              ref={(element) => {
                input.current = element;
                if (typeof ref === "function") ref(element);
                else if (ref) ref.current = element;
              }}
              type="text"
              spellCheck={false}
              autoComplete="off"
              // biome-ignore lint/a11y/noAutofocus: only a dialog that begins with this field asks for it
              autoFocus={props.autoFocus}
              value={value}
              placeholder={props.placeholder}
              aria-label={props.label}
              role="combobox"
              aria-autocomplete="list"
              aria-expanded={options.length > 0}
              aria-controls={`${id}-options`}
              aria-activedescendant={options[highlighted] ? `${id}-${highlighted}` : undefined}
              aria-invalid={(said !== undefined && said !== "") || undefined}
              aria-errormessage={said === undefined ? undefined : `${id}-said`}
              className={classNames(inputStyles.input, inputStyles.mono)}
              onChange={({ target }) => {
                onChange(target.value);
                setCursor(target.selectionStart ?? target.value.length);
                setPointed(undefined);
                setOpen(true);
              }}
              onSelect={({ currentTarget }) => setCursor(currentTarget.selectionStart ?? 0)}
              onBlur={() => setOpen(false)}
              onKeyDown={onKeyDown}
              onScroll={({ currentTarget }) => {
                if (mirror.current) mirror.current.scrollLeft = currentTarget.scrollLeft;
              }}
            />
            {mistake && (
              <div ref={mirror} className={styles.mirror} aria-hidden>
                {value.slice(0, mistake.from)}
                <span className={styles.mistake}>{value.slice(mistake.from, Math.max(mistake.to, mistake.from + 1)) || " "}</span>
                {value.slice(Math.max(mistake.to, mistake.from + 1))}
              </div>
            )}
          </div>
        </Popover.Anchor>
        <Popover.Portal>
          <Popover.Content
            // Not the dialog that a popover usually is.
            role="listbox"
            id={`${id}-options`}
            aria-label="Labels"
            className={styles.options}
            align="start"
            sideOffset={4}
            collisionPadding={8}
            // The keyboard stays in the field.
            onOpenAutoFocus={(event) => event.preventDefault()}
            onCloseAutoFocus={(event) => event.preventDefault()}
            onInteractOutside={(event) => event.preventDefault()}
          >
            {options.map((option, index) => (
              <OptionLine
                key={option.insert}
                id={`${id}-${index}`}
                option={option}
                isHighlighted={index === highlighted}
                onTake={() => accept(option)}
              />
            ))}
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {said !== undefined && (
        <p id={`${id}-said`} className={styles.said} role="status">
          {said}
        </p>
      )}
      {hasChips && found.ok && found.matchers.length > 0 && (
        <MatcherChips
          matchers={found.matchers}
          onRemove={(index) => onChange(bareMatchers(found.matchers.filter((_, each) => each !== index)))}
        />
      )}
    </div>
  );
}

/** The reader's words begin small and end without a full stop, for standing in a line with others. */
const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.…`]$/.test(words) ? "" : "."}`;
