import { CalendarRange, Clock } from "lucide-react";
import { useState } from "react";
import { Button } from "../Button";
import { Menu } from "../Menu";
import { BetweenDialog } from "./BetweenDialog";
import { describeRange } from "./describe-range";
import { rangeChoices, type TimeRange } from "./time-range";

export interface RangeMenuProps {
  range: TimeRange;
  onChange(range: TimeRange): void;
}

/** The range in one button, for the top bar: the last so long, or between two instants. */
export function RangeMenu({ range, onChange }: RangeMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const words = describeRange(range);
  return (
    <>
      <Menu
        trigger={
          <Button icon={Clock} aria-label={`Time range: ${words}`}>
            {words}
          </Button>
        }
        items={[
          ...rangeChoices.map(({ label, ms }) => ({
            label: `Last ${label}`,
            isChecked: range.kind === "last" && range.forMs === ms,
            onSelect: () => onChange({ kind: "last", forMs: ms }),
          })),
          { kind: "line" },
          { label: "From – to…", icon: CalendarRange, isChecked: range.kind === "between", onSelect: () => setOpen(true) },
        ]}
      />
      {isOpen && <BetweenDialog range={range} onChange={onChange} onClose={() => setOpen(false)} />}
    </>
  );
}
