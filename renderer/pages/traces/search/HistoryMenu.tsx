import { History, Trash2 } from "lucide-react";
import { IconButton } from "../../../components/IconButton";
import { Menu, type MenuItem } from "../../../components/Menu";
import { useSourceNames } from "../../../stores/source-names";
import { searchWords, usePastSearches } from "./past-searches";

interface Props {
  source: string;
  onPast(expr: string, source?: string): void;
}

/** The searches made before; those of another server say which, and go there. */
export function HistoryMenu({ source, onPast }: Props) {
  const past = usePastSearches((memory) => memory.past);
  const forget = usePastSearches((memory) => memory.forget);
  const { nameOf } = useSourceNames();
  const items = (): MenuItem[] => [
    { kind: "heading", label: past.length === 0 ? "No searches yet" : "Searches made before" },
    ...past.map((query) => ({
      label: searchWords(query.expr),
      ...(query.source !== source && { detail: nameOf(query.source) }),
      onSelect: () => onPast(query.expr, query.source === source ? undefined : query.source),
    })),
    ...(past.length > 0
      ? [{ kind: "line" } as const, { label: "Forget them all", icon: Trash2, isDanger: true, onSelect: forget }]
      : []),
  ];
  return <Menu trigger={<IconButton kind="normal" icon={History} label="Searches made before" />} items={items} />;
}
