import { ChevronDown, ChevronRight, CircleAlert, Clock, Pencil, RotateCcw, TimerOff, TriangleAlert } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { SilenceRow } from "#shared/contract/silences";
import { formatMoment } from "#shared/format/clock-time";
import { silenceStateAt } from "#shared/model/silence";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import { Button } from "../../../components/Button";
import { IconButton } from "../../../components/IconButton";
import { Menu } from "../../../components/Menu";
import { MatcherChips } from "../../../components/matchers-input/MatcherChips";
import { visibleText } from "../../../components/visible-text";
import { HiddenNow } from "./HiddenNow";
import styles from "./Silences.module.css";
import { extensionsOf } from "./silence-actions";
import { leftWords, passedPart, spanWords } from "./silence-times";
import { warningOf } from "./warnings";

export interface SilenceItemProps {
  silence: SilenceRow;
  homeName: string;
  now: EpochMs;
  warnBefore: Milliseconds;
  /** Whether the alerts that it hides are listed below it. */
  isOpen: boolean;
  /** A link names it. */
  isLinked: boolean;
  isBusy: boolean;
  onToggle(): void;
  onEdit(): void;
  onExtend(endsAt: EpochMs): void;
  onExpire(): void;
  onRecreate(): void;
}

/** One silence: whom it hides, for how long still, by whom and why. */
export function SilenceItem(props: SilenceItemProps) {
  const { silence, homeName, now, isOpen, isBusy, onToggle, onEdit, onExtend, onExpire, onRecreate } = props;
  const state = silenceStateAt(silence, now);
  const warning = warningOf(silence, now, props.warnBefore);
  const isOver = state === "expired";

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const [soonest] = extensionsOf(silence, now);
    if (event.key === "Enter") onToggle();
    else if (event.key === "e") isOver ? onRecreate() : onEdit();
    else if (event.key === "x" && !isOver) onExpire();
    else if (event.key === "+" && !isOver && soonest) onExtend(soonest.endsAt);
    else return;
    event.preventDefault();
  }

  return (
    <li className={styles.item} data-state={state} data-linked={props.isLinked || undefined}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a row of the list, with keys of its own */}
      {/* biome-ignore lint/a11y/useSemanticElements: a row with controls in it is no fieldset */}
      <div className={styles.row} role="group" aria-label={labelOf(silence)} tabIndex={0} data-row-stop onKeyDown={onKeyDown}>
        <div className={styles.what}>
          <MatcherChips matchers={silence.matchers} />
          <p className={styles.why}>
            <span className={styles.comment} title={visibleText(silence.comment)}>
              {visibleText(silence.comment)}
            </span>
            <span className={styles.by}>
              {visibleText(silence.createdBy)} · {visibleText(homeName)}
            </span>
          </p>
        </div>
        <button
          type="button"
          className={styles.hides}
          aria-expanded={isOpen}
          disabled={silence.hides === 0}
          onClick={onToggle}
          title={isOpen ? "Hide the list" : "List what it hides now"}
        >
          {silence.hides > 0 && (isOpen ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />)}
          {isOver ? "" : hidesWords(silence.hides)}
        </button>
        <div className={styles.when} title={`${formatMoment(silence.startsAt)} to ${formatMoment(silence.endsAt)}`}>
          <p className={styles.left} data-urgent={warning?.kind === "ends-soon" || undefined}>
            {warning?.kind === "ends-soon" && <TriangleAlert size={13} aria-hidden />}
            {leftWords(silence, now)}
          </p>
          <p className={styles.span}>{spanWords(silence, now)}</p>
          {state === "active" && (
            <span className={styles.track} aria-hidden>
              <span className={styles.passed} style={{ width: `${passedPart(silence, now) * 100}%` }} />
            </span>
          )}
        </div>
        <div className={styles.actions}>
          {isOver ? (
            <Button size="small" icon={RotateCcw} onClick={onRecreate}>
              Recreate
            </Button>
          ) : (
            <>
              <Menu
                trigger={
                  <Button size="small" icon={Clock} isBusy={isBusy}>
                    Extend
                  </Button>
                }
                items={() =>
                  extensionsOf(silence, Date.now()).map(({ label, endsAt }) => ({ label, onSelect: () => onExtend(endsAt) }))
                }
              />
              <IconButton icon={Pencil} label="Edit" onClick={onEdit} />
              <IconButton icon={TimerOff} label="Expire now" onClick={onExpire} disabled={isBusy} />
            </>
          )}
        </div>
      </div>
      {warning && (
        <p className={styles.warning} data-kind={warning.kind}>
          {warning.kind === "problem" ? <CircleAlert size={14} aria-hidden /> : <TriangleAlert size={14} aria-hidden />}
          {visibleText(warning.say)}
        </p>
      )}
      {isOpen && <HiddenNow silence={silence} />}
    </li>
  );
}

const hidesWords = (count: number): string =>
  count === 0 ? "hides nothing" : count === 1 ? "hides 1 alert" : `hides ${count} alerts`;

const labelOf = ({ comment, createdBy }: SilenceRow): string => `Silence of ${visibleText(createdBy)}: ${visibleText(comment)}`;
