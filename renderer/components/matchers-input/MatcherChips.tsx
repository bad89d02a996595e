import { X } from "lucide-react";
import { formatMatcher, operatorOf } from "#shared/alerting/matchers";
import type { Matcher } from "#shared/model/matcher";
import { classNames } from "../class-names";
import { visibleText } from "../visible-text";
import styles from "./MatcherChips.module.css";

interface Props {
  matchers: readonly Matcher[];
  /** Offered as a cross on each. */
  onRemove?: ((index: number) => void) | undefined;
  className?: string | undefined;
}

/** Matchers, each as one thing: `severity = critical`. */
export function MatcherChips({ matchers, onRemove, className }: Props) {
  return (
    <ul className={classNames(styles.chips, className)} aria-label="Matchers">
      {matchers.map((matcher, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: the same matcher may stand there twice
          key={`${index} ${formatMatcher(matcher)}`}
          className={styles.chip}
          title={visibleText(formatMatcher(matcher))}
        >
          <span className={styles.name}>{visibleText(matcher.name)}</span>
          <span className={styles.operator}>{operatorOf(matcher)}</span>
          <span className={styles.value}>{matcher.value === "" ? '""' : visibleText(matcher.value)}</span>
          {onRemove && (
            <button
              type="button"
              className={styles.remove}
              aria-label={`Remove ${visibleText(formatMatcher(matcher))}`}
              onClick={() => onRemove(index)}
            >
              <X size={12} aria-hidden />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
