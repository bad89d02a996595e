import { Command } from "cmdk";
import { ChartNoAxesColumn, ChevronDown } from "lucide-react";
import { Popover } from "radix-ui";
import { useRef, useState } from "react";
import { withKind } from "#shared/dashboards/change/panel-kind";
import type { Panel } from "#shared/dashboards/panel";
import { visibleText } from "../../../../components/visible-text";
import { panelTypeOf, panelTypes } from "../../../../panels";
import type { PanelType } from "../../../../panels/panel";
import type { EditedPanel } from "./edited-panel";
import styles from "./KindPicker.module.css";
import paneStyles from "./OptionsPane.module.css";

/** Which kind of panel it is, and the way to make it another one. */
export function KindPicker({ edited: { panel, change } }: { edited: EditedPanel }) {
  const [isOpen, setOpen] = useState(false);
  const left = useRef(new Map<string, Pick<Panel, "options" | "fieldConfig">>());
  const type = panelTypeOf(panel.type);
  const Icon = type?.icon ?? ChartNoAxesColumn;

  function choose(next: PanelType): void {
    setOpen(false);
    if (next.id === panel.type) return;
    left.current.set(panel.type, { options: panel.options, fieldConfig: panel.fieldConfig });
    change(`Make it a ${next.title.toLowerCase()}`, (was) => withKind(was, panelTypeOf(was.type), next, left.current));
  }

  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        className={paneStyles.kind}
        aria-label={`Kind of panel: ${type?.title ?? visibleText(panel.type)}`}
        title={type?.about}
      >
        <Icon size={18} aria-hidden />
        <span className={paneStyles.kindWords}>
          <span className={paneStyles.kindTitle}>{type?.title ?? visibleText(panel.type)}</span>
          <span className={paneStyles.kindAbout}>
            {type?.about ?? "Not a kind that Watchdeck draws: its data is shown as a table."}
          </span>
        </span>
        <ChevronDown size={14} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.content} align="end" sideOffset={4} collisionPadding={8}>
          <Command label="Kinds of panel" loop defaultValue={type?.title ?? ""}>
            <Command.Input className={styles.input} placeholder="Search the kinds of panel" />
            <Command.List className={styles.list}>
              <Command.Empty className={styles.none}>No kind of panel is called that.</Command.Empty>
              {panelTypes.map((each) => (
                <Command.Item
                  key={each.id}
                  value={each.title}
                  keywords={[each.id, ...each.about.split(" ")]}
                  className={styles.item}
                  aria-current={each.id === panel.type || undefined}
                  onSelect={() => choose(each)}
                >
                  <each.icon size={18} aria-hidden />
                  <span>
                    <span className={paneStyles.kindTitle}>{each.title}</span>
                    <span className={styles.about}>{each.about}</span>
                  </span>
                </Command.Item>
              ))}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
