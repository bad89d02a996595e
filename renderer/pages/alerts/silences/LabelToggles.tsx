import { Check } from "lucide-react";
import type { Labels } from "#shared/model/labels";
import type { Matcher } from "#shared/model/matcher";
import { visibleText } from "../../../components/visible-text";
import { hasLabel, offeredLabels, toggleLabel } from "./label-toggles";
import styles from "./Silences.module.css";

interface Props {
  labels: Labels;
  /** Undefined while their text is wrong: then a click would lose it. */
  matchers: readonly Matcher[] | undefined;
  onChange(matchers: readonly Matcher[]): void;
}

/** The labels of the alerts that are silenced: a click puts one in or leaves it out. */
export function LabelToggles({ labels, matchers, onChange }: Props) {
  return (
    <ul className={styles.toggles} aria-label="Labels of the alert">
      {offeredLabels(labels).map(([name, value]) => {
        const isOn = matchers !== undefined && hasLabel(matchers, name, value);
        return (
          <li key={name}>
            <button
              type="button"
              className={styles.toggle}
              aria-pressed={isOn}
              disabled={matchers === undefined}
              title={visibleText(`${name}=${value}`)}
              onClick={() => matchers && onChange(toggleLabel(matchers, name, value))}
            >
              {isOn && <Check size={12} aria-hidden />}
              <span className={styles.toggleName}>{visibleText(name)}</span>
              <span className={styles.toggleValue}>{visibleText(value)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
