// What a panel's menu offers for editing; the page puts it among its own entries.
import { Copy, CornerDownRight, Pencil, Trash2 } from "lucide-react";
import { whereIs } from "#shared/dashboards/change/layout-tree";
import { rowChoices } from "#shared/dashboards/change/rows";
import type { MenuItem } from "../../../components/Menu";
import { useOpenDashboard } from "../store";
import { duplicate, moveTo, remove } from "./actions";

/** Edit, duplicate, move to another row and remove. Made when the menu is drawn: rows come and go. */
export function editItems(element: string): MenuItem[] {
  const { current, editPanel } = useOpenDashboard.getState();
  if (!current?.dashboard.isEditable) return [];
  const { layout } = current.dashboard;
  const own = whereIs(layout, element)?.path.join(".");
  const others = current.isEditing ? rowChoices(layout).filter(({ path }) => path.join(".") !== own) : [];
  return [
    { label: "Edit", icon: Pencil, keys: "e", onSelect: () => editPanel(element) },
    { label: "Duplicate", icon: Copy, onSelect: () => duplicate(element) },
    ...(others.length === 0
      ? []
      : [
          { kind: "heading", label: "Move to" } as const,
          ...others.map(({ path, title }) => ({ label: title, icon: CornerDownRight, onSelect: () => moveTo(element, path) })),
          { kind: "line" } as const,
        ]),
    { label: "Remove", icon: Trash2, isDanger: true, onSelect: () => remove(element) },
  ];
}
