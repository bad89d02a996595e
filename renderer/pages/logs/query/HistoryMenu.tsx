import { History, Trash2 } from "lucide-react";
import { IconButton } from "../../../components/IconButton";
import { Menu, type MenuItem } from "../../../components/Menu";
import { visibleText } from "../../../components/visible-text";
import { useSourceNames } from "../../../stores/source-names";
import { useQueryMemory } from "./query-memory";

interface Props {
  source: string;
  onRun(expr: string, source?: string): void;
}

/** The queries run before; those of another source say which, and go there. */
export function HistoryMenu({ source, onRun }: Props) {
  const past = useQueryMemory((memory) => memory.past);
  const forget = useQueryMemory((memory) => memory.forget);
  const { nameOf } = useSourceNames();
  const items = (): MenuItem[] => [
    { kind: "heading", label: past.length === 0 ? "No queries yet" : "Queries run before" },
    ...past.map((query) => ({
      label: visibleText(query.expr.replace(/\s+/g, " ")),
      ...(query.source !== source && { detail: nameOf(query.source) }),
      onSelect: () => onRun(query.expr, query.source === source ? undefined : query.source),
    })),
    ...(past.length > 0
      ? [{ kind: "line" } as const, { label: "Forget them all", icon: Trash2, isDanger: true, onSelect: forget }]
      : []),
  ];
  return <Menu trigger={<IconButton kind="normal" icon={History} label="Queries run before" />} items={items} />;
}
