import { ListTree, Search } from "lucide-react";
import type { Trace } from "#shared/model/trace";
import { IconButton } from "../../../components/IconButton";
import { Menu, type MenuItem } from "../../../components/Menu";
import { nameText } from "./span-text";
import type { TraceStore } from "./trace-state";
import styles from "./WaterfallHead.module.css";

/** More levels and services than these are not offered by name: the tree itself folds the others. */
const mostLevels = 6;
const mostServices = 20;

/** The head of the names: what folds the tree, and the search. */
export function WaterfallHead({ trace, store }: { trace: Trace; store: TraceStore }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
    <div role="columnheader" className={styles.head}>
      <span className={styles.title}>Service and operation</span>
      <Menu
        align="end"
        trigger={<IconButton label="Fold and unfold" icon={ListTree} className={styles.button} />}
        items={() => foldItems(trace, store)}
      />
      <IconButton
        label="Find in this trace (Ctrl F)"
        icon={Search}
        className={styles.button}
        onClick={() => store.getState().openFind()}
      />
    </div>
  );
}

function foldItems(trace: Trace, store: TraceStore): MenuItem[] {
  const { collapse } = store.getState();
  let deepest = 0;
  for (const depth of trace.depth) if (depth > deepest) deepest = depth;
  return [
    { label: "Fold one level", keys: "[", onSelect: () => collapse({ kind: "one-level" }), staysOpen: true },
    { label: "Unfold one level", keys: "]", onSelect: () => collapse({ kind: "one-level-less" }), staysOpen: true },
    { label: "Fold all", keys: "{", onSelect: () => collapse({ kind: "all" }) },
    { label: "Unfold all", keys: "}", onSelect: () => collapse({ kind: "none" }) },
    { kind: "line" },
    { kind: "heading", label: `Levels to show, of ${deepest + 1}` },
    ...Array.from({ length: Math.min(mostLevels, deepest) }, (_, depth) => ({
      label: depth === 0 ? "1 level" : `${depth + 1} levels`,
      onSelect: () => collapse({ kind: "depth", depth }),
    })),
    { kind: "line" },
    { kind: "heading", label: "Fold what a service called" },
    ...trace.services.slice(0, mostServices).map((name, service) => ({
      label: nameText(name) || "unknown service",
      onSelect: () => collapse({ kind: "service", service }),
    })),
  ];
}
