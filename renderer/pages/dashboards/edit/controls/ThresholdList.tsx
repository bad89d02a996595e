import { Plus, Trash2 } from "lucide-react";
import { replacedAt, withoutAt } from "#shared/dashboards/change/lists";
import { addThreshold, sortedSteps } from "#shared/dashboards/change/thresholds";
import type { Thresholds } from "#shared/dashboards/field-config";
import { Button } from "../../../../components/Button";
import { IconButton } from "../../../../components/IconButton";
import { NumberInput } from "../../../../components/NumberInput";
import { SegmentedControl } from "../../../../components/SegmentedControl";
import { ColourPicker } from "./ColourPicker";
import styles from "./Lists.module.css";

interface Props {
  value: Thresholds;
  onChange(value: Thresholds): void;
}

/** From which value on which colour holds. The lowest step holds for everything below the others. */
export function ThresholdList({ value, onChange }: Props) {
  const { mode, steps } = value;
  // The highest stands first, as on an axis. Sorted only when the focus leaves, so that no line jumps away while it is typed.
  const lines = steps.map((step, index) => ({ step, index })).reverse();
  const put = (next: Thresholds["steps"]) => onChange({ mode, steps: next });
  const sort = () => {
    const sorted = sortedSteps(steps);
    // Where there are none, looking at them makes none.
    if (steps.length > 0 && sorted !== steps) put(sorted);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches the fields inside lose the keyboard
    <div className={styles.stack} onBlur={sort}>
      {lines.map(({ step, index }) => (
        <div key={index} className={styles.line}>
          <ColourPicker
            isSmall
            label={step.value === null ? "Colour of the base" : `Colour from ${step.value} on`}
            value={step.color}
            onChange={(color) => put(replacedAt(steps, index, { ...step, color }))}
          />
          {step.value === null ? (
            <span className={styles.base}>Base</span>
          ) : (
            <>
              <NumberInput
                className={styles.grow ?? ""}
                label={`From this value on, step ${index}`}
                value={step.value}
                onChange={(next) => next !== undefined && put(replacedAt(steps, index, { ...step, value: next }))}
                {...(mode === "percentage" && { unit: "%" })}
              />
              <IconButton
                icon={Trash2}
                label={`Remove the threshold ${step.value}`}
                onClick={() => put(withoutAt(steps, index))}
              />
            </>
          )}
        </div>
      ))}
      <div className={styles.line}>
        <Button size="small" kind="quiet" icon={Plus} onClick={() => put(addThreshold(steps))}>
          Add threshold
        </Button>
      </div>
      <SegmentedControl
        label="Thresholds are"
        value={mode}
        onChange={(next) => onChange({ mode: next, steps })}
        segments={[
          { value: "absolute", label: "Values" },
          { value: "percentage", label: "% of min to max" },
        ]}
      />
    </div>
  );
}
