import type { ReactElement } from "react";
import { type DoNotDisturb, isDisturbing, quietChoices, quietUntil } from "#shared/model/do-not-disturb";
import { Menu, type MenuItem } from "../Menu";

export interface DoNotDisturbMenuProps {
  value: DoNotDisturb;
  onChange(value: DoNotDisturb): void;
  /** The button that opens it: one element that takes a ref. */
  trigger: ReactElement;
}

/** Do not disturb: for how long, or not any more. */
export function DoNotDisturbMenu({ value, onChange, trigger }: DoNotDisturbMenuProps) {
  // Made while it is open: "for 1 hour" counts from then.
  const items = (): MenuItem[] => {
    const now = Date.now();
    const choices = quietChoices.map(({ label, until }) => ({ label, onSelect: () => onChange(quietUntil(until(now))) }));
    const end: MenuItem[] = [{ kind: "line" }, { label: "Disturb me again", onSelect: () => onChange({ isOn: false }) }];
    return [{ kind: "heading", label: "Do not disturb" }, ...choices, ...(isDisturbing(value, now) ? [] : end)];
  };
  return <Menu trigger={trigger} items={items} />;
}
