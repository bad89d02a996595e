import { Bookmark, BookmarkPlus, Pencil } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../../components/IconButton";
import { Menu, type MenuItem } from "../../../components/Menu";
import { visibleText } from "../../../components/visible-text";
import { useSourceNames } from "../../../stores/source-names";
import { useQueryMemory } from "./query-memory";
import { SaveDialog } from "./SaveDialog";
import { SavedDialog } from "./SavedDialog";

interface Props {
  draft: string;
  source: string;
  onRun(expr: string, source?: string): void;
}

/** The queries that were given a name, this source's first, and the way to add the one that is written now. */
export function SavedMenu({ draft, source, onRun }: Props) {
  const saved = useQueryMemory((memory) => memory.saved);
  const { nameOf } = useSourceNames();
  const [open, setOpen] = useState<"save" | "all">();
  const ordered = [...saved.filter((query) => query.source === source), ...saved.filter((query) => query.source !== source)];
  const items = (): MenuItem[] => [
    { kind: "heading", label: saved.length === 0 ? "No saved queries yet" : "Saved queries" },
    ...ordered.map((query) => ({
      label: visibleText(query.name),
      detail: query.source === source ? visibleText(query.expr.replace(/\s+/g, " ")) : nameOf(query.source),
      onSelect: () => onRun(query.expr, query.source === source ? undefined : query.source),
    })),
    { kind: "line" },
    { label: "Save this query…", icon: BookmarkPlus, isDisabled: draft.trim() === "", onSelect: () => setOpen("save") },
    { label: "Rename, remove, export…", icon: Pencil, isDisabled: saved.length === 0, onSelect: () => setOpen("all") },
  ];
  return (
    <>
      <Menu trigger={<IconButton kind="normal" icon={Bookmark} label="Saved queries" />} items={items} />
      {open === "save" && <SaveDialog expr={draft} source={source} onClose={() => setOpen(undefined)} />}
      {open === "all" && (
        <SavedDialog
          source={source}
          onRun={(expr, of) => {
            setOpen(undefined);
            onRun(expr, of);
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
