import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import type { CallOutput } from "#shared/contract/index";
import type { Route } from "#shared/model/routing";
import type { ProblemsByPlace } from "../problems";
import { isSamePath, type Path, pathKey, routeAt } from "./change-tree";
import { aboveRoot, type Effective, effectiveOf } from "./inheritance";
import { nodeName } from "./node-words";
import { RouteNode } from "./RouteNode";
import styles from "./Tree.module.css";
import { visiblePaths } from "./visible-paths";

export type Simulation = CallOutput<"routing.simulate">;

export interface RouteTreeProps {
  root: Route;
  selected: Path | undefined;
  onSelect(path: Path): void;
  problems: ProblemsByPlace;
  /** The way that an alert goes, lit up. */
  simulation: Simulation | undefined;
  /** Without these it is only looked at. */
  onMove?: ((path: Path, by: -1 | 1) => void) | undefined;
  onRemove?: ((path: Path) => void) | undefined;
  onAdd?: ((parent: Path) => void) | undefined;
}

/** The tree of routes as a picture. Arrows walk in it, Alt and an arrow moves a node among its siblings. */
export function RouteTree(props: RouteTreeProps) {
  const { root, selected, onSelect, onMove, onRemove, onAdd } = props;
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const tree = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  const visible = useMemo(() => visiblePaths(root, folded), [root, folded]);

  // The focus goes along with the choice, but is not taken from another control.
  useEffect(() => {
    const isElsewhere = document.activeElement !== document.body && !tree.current?.contains(document.activeElement);
    if (!hadFocus.current || !selected || isElsewhere) return;
    tree.current?.querySelector<HTMLElement>(`[data-path="${pathKey(selected)}"]`)?.focus();
  }, [selected]);

  const toggle = (path: Path) =>
    setFolded((was) => {
      const next = new Set(was);
      if (!next.delete(pathKey(path))) next.add(pathKey(path));
      return next;
    });

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.path === undefined) return;
    if (event.ctrlKey || event.metaKey) return;
    const at = visible.findIndex((path) => selected && isSamePath(path, selected));
    const path = visible[at] ?? [];
    const select = (next: Path | undefined) => next && onSelect(next);
    const isFolded = folded.has(pathKey(path));
    const hasChildren = (routeAt(root, path)?.routes.length ?? 0) > 0;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) onMove?.(path, event.key === "ArrowUp" ? -1 : 1);
    else if (event.altKey) return;
    else if (event.key === "ArrowDown" || event.key === "j") select(visible[at + 1]);
    else if (event.key === "ArrowUp" || event.key === "k") select(visible[Math.max(0, at - 1)]);
    else if (event.key === "Home") select(visible[0]);
    else if (event.key === "End") select(visible[visible.length - 1]);
    else if (event.key === "ArrowRight") {
      if (hasChildren && isFolded) toggle(path);
      else if (hasChildren) select([...path, 0]);
    } else if (event.key === "ArrowLeft") {
      if (hasChildren && !isFolded && path.length > 0) toggle(path);
      else if (path.length > 0) select(path.slice(0, -1));
    } else if (event.key === "Delete") onRemove?.(path);
    else if (event.key === "a") onAdd?.(path);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={tree}
      role="tree"
      aria-label="Routes"
      className={styles.tree}
      onKeyDown={onKeyDown}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={({ relatedTarget }) => {
        hadFocus.current = tree.current?.contains(relatedTarget) ?? false;
      }}
    >
      <Branch {...props} path={[]} route={root} parent={aboveRoot} folded={folded} onToggle={toggle} />
    </div>
  );
}

interface BranchProps extends RouteTreeProps {
  path: Path;
  route: Route;
  parent: Effective;
  folded: ReadonlySet<string>;
  onToggle(path: Path): void;
}

function Branch({ path, route, parent, folded, onToggle, ...tree }: BranchProps) {
  const effective = effectiveOf(route, parent);
  const isFolded = folded.has(pathKey(path));
  const { selected, simulation } = tree;
  const isSelected = selected !== undefined && isSamePath(selected, path);
  const step = simulation?.steps.find((each) => isSamePath(each.path, path));
  const end = simulation?.ends.find((each) => isSamePath(each.path, path));
  return (
    <div
      role="treeitem"
      aria-label={nodeName(route, effective, path.length === 0)}
      aria-level={path.length + 1}
      aria-selected={isSelected}
      aria-expanded={route.routes.length > 0 ? !isFolded : undefined}
      className={styles.branch}
      data-root={path.length === 0 || undefined}
      data-path={pathKey(path)}
      // One stop for Tab: the chosen node, or the root.
      tabIndex={isSelected || (selected === undefined && path.length === 0) ? 0 : -1}
    >
      <RouteNode
        path={path}
        route={route}
        effective={effective}
        isSelected={isSelected}
        isFolded={isFolded}
        problems={tree.problems}
        step={step}
        end={end}
        isAsked={simulation !== undefined}
        onSelect={() => tree.onSelect(path)}
        onToggle={() => onToggle(path)}
      />
      {route.routes.length > 0 && !isFolded && (
        // biome-ignore lint/a11y/useSemanticElements: a group of a tree is no fieldset
        <div role="group" className={styles.children}>
          {route.routes.map((child, index) => (
            <Branch
              // biome-ignore lint/suspicious/noArrayIndexKey: a node is its place; it has no name of its own
              key={index}
              {...tree}
              path={[...path, index]}
              route={child}
              parent={effective}
              folded={folded}
              onToggle={onToggle}
            />
          ))}
        </div>
      )}
    </div>
  );
}
