import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactElement } from "react";
import { Kbd } from "./Kbd";
import styles from "./Menu.module.css";

export type MenuItem =
  | {
      kind?: "item";
      label: string;
      onSelect(): void;
      icon?: LucideIcon;
      keys?: string;
      detail?: string;
      isDanger?: boolean;
      isDisabled?: boolean;
      isChecked?: boolean;
      /** For a list of switches: the menu is still there for the next one. */
      staysOpen?: boolean;
    }
  | { kind: "heading"; label: string }
  | { kind: "line" };

export interface MenuProps {
  /** The button that opens it: one element that takes a ref. */
  trigger: ReactElement;
  /** A function is called while the menu is open: for items that are costly, or of the moment. */
  items: readonly MenuItem[] | (() => readonly MenuItem[]);
  align?: "start" | "end";
}

/** A list of things to do, behind a button. */
export function Menu({ trigger, items, align = "end" }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.content} align={align} sideOffset={4} collisionPadding={8}>
          <Entries items={items} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Entries({ items }: Pick<MenuProps, "items">) {
  return (typeof items === "function" ? items() : items).map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: headings and lines have no name of their own, and the list is drawn anew each time
    <Entry key={index} item={item} />
  ));
}

function Entry({ item }: { item: MenuItem }) {
  if (item.kind === "line") return <DropdownMenu.Separator className={styles.line} />;
  if (item.kind === "heading") return <DropdownMenu.Label className={styles.heading}>{item.label}</DropdownMenu.Label>;
  const Icon = item.icon;
  return (
    <DropdownMenu.Item
      className={styles.item}
      disabled={item.isDisabled ?? false}
      data-danger={item.isDanger || undefined}
      onSelect={(event) => {
        if (item.staysOpen) event.preventDefault();
        item.onSelect();
      }}
    >
      {Icon && <Icon size={15} aria-hidden className={styles.icon} />}
      <span className={styles.label}>{item.label}</span>
      {item.detail !== undefined && <span className={styles.detail}>{item.detail}</span>}
      {item.keys !== undefined && <Kbd>{item.keys}</Kbd>}
      {item.isChecked && <Check size={14} aria-label="chosen" className={styles.icon} />}
    </DropdownMenu.Item>
  );
}
