// From the processes of a frame to the lines of the table: filtered, sorted, and in the tree view each below its parent.
import type { Process } from "../../bridge/process-list";

export interface ProcessLine {
  process: Process;
  /** What the line shows: the process's own figures, or with those of the branch that is folded into it. */
  figures: Process;
  /** 0 at the top. */
  depth: number;
  hasChildren: boolean;
  isCollapsed: boolean;
  /** How many processes are folded into this line. */
  folded: number;
  /** Only here because a process below it is wanted. */
  isDim: boolean;
}

/** What the lines are sorted by. */
export interface ProcessOrder {
  by(process: Process): string | number | undefined;
  isDescending: boolean;
}

type Wanted = ((process: Process) => boolean) | undefined;

/** Those that are wanted, one below another. */
export function listLines(processes: readonly Process[], isWanted: Wanted, order: ProcessOrder): ProcessLine[] {
  const nodes = (isWanted ? processes.filter(isWanted) : processes).map((process) => ({ process, figures: process }));
  return inOrder(nodes, order).map(({ process }) => ({
    process,
    figures: process,
    depth: 0,
    hasChildren: false,
    isCollapsed: false,
    folded: 0,
    isDim: false,
  }));
}

/**
 * In that order; what is not known comes last either way. Equal ones are ordered by their pid and not by their former place,
 * which is the engine's of the moment: a hundred idle processes must not change places every two seconds.
 */
function inOrder<Node extends { process: Process; figures: Process }>(
  nodes: readonly Node[],
  { by, isDescending }: ProcessOrder,
): Node[] {
  const sign = isDescending ? -1 : 1;
  const keyed = nodes.map((node) => ({ node, key: by(node.figures) }));
  keyed.sort((a, b) => {
    const [left, right] = [a.key, b.key];
    if (isMissing(left) || isMissing(right)) {
      if (isMissing(left) !== isMissing(right)) return isMissing(left) ? 1 : -1;
    } else if (left !== right) return left < right ? -sign : sign;
    return a.node.process.info.pid - b.node.process.info.pid;
  });
  return keyed.map(({ node }) => node);
}

const isMissing = (key: string | number | undefined): key is undefined => key === undefined || Number.isNaN(key);

interface Node {
  process: Process;
  /** With everything below it. */
  figures: Process;
  parent: Node | undefined;
  children: Node[];
  below: number;
}

/**
 * Each process below its parent. Of those that are not wanted only the ancestors of wanted ones stay. Siblings are sorted by
 * what their whole branch uses, so that folding a branch moves nothing.
 */
export function treeLines(
  processes: readonly Process[],
  isWanted: Wanted,
  order: ProcessOrder,
  isCollapsed: (key: string) => boolean,
): ProcessLine[] {
  const wanted = isWanted && new Set(processes.filter(isWanted));
  const roots = plant(wanted ? withAncestors(processes, wanted) : processes);
  sumUp(roots);

  const lines: ProcessLine[] = [];
  const open: { node: Node; depth: number }[] = [];
  // Last first, so that the first one is taken off next. No recursion: a chain of parents may be thousands long.
  const add = (nodes: readonly Node[], depth: number) => {
    for (const node of inOrder(nodes, order).reverse()) open.push({ node, depth });
  };
  add(roots, 0);
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next;
    const { process, children } = node;
    const isFolded = children.length > 0 && isCollapsed(process.key);
    lines.push({
      process,
      figures: isFolded ? node.figures : process,
      depth,
      hasChildren: children.length > 0,
      isCollapsed: isFolded,
      folded: isFolded ? node.below : 0,
      isDim: wanted !== undefined && !wanted.has(process),
    });
    if (!isFolded) add(children, depth + 1);
  }
  return lines;
}

function withAncestors(processes: readonly Process[], wanted: ReadonlySet<Process>): Process[] {
  const byPid = new Map(processes.map((process) => [process.info.pid, process]));
  const kept = new Set<Process>();
  for (const process of wanted) {
    let next: Process | undefined = process;
    while (next && !kept.has(next)) {
      kept.add(next);
      next = byPid.get(next.info.parentPid);
    }
  }
  return processes.filter((process) => kept.has(process));
}

/** Links parents and children. What has no parent here is a root, and so is one of each ring that a wrong answer may contain. */
function plant(processes: readonly Process[]): Node[] {
  const nodes = new Map<number, Node>();
  for (const process of processes) {
    nodes.set(process.info.pid, { process, figures: process, parent: undefined, children: [], below: 0 });
  }
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const parent = nodes.get(node.process.info.parentPid);
    if (!parent || isAbove(node, parent)) roots.push(node);
    else {
      node.parent = parent;
      parent.children.push(node);
    }
  }
  return roots;
}

/** Whether the one is the other or an ancestor of it, so that hanging it below the other would close a ring. */
function isAbove(one: Node, other: Node): boolean {
  // Without children yet it is above nobody.
  if (one.children.length === 0) return one === other;
  let next: Node | undefined = other;
  while (next && next !== one) next = next.parent;
  return next === one;
}

/** What several processes use is the sum of what each uses. (Memory that they share counts in each of them.) */
const summed = [
  "cpuPercent",
  "residentBytes",
  "diskReadPerSecond",
  "diskWritePerSecond",
  "threads",
  "gpuPercent",
  "gpuMemoryBytes",
] as const;

/** Gives each node what its branch uses together. */
function sumUp(roots: readonly Node[]): void {
  const all = [...roots];
  // Grows while it is walked: parents before their children.
  for (const { children } of all) for (const child of children) all.push(child);
  for (let i = all.length - 1; i >= 0; i--) {
    const node = all[i] as Node;
    if (node.children.length === 0) continue;
    node.figures = { ...node.process };
    for (const child of node.children) {
      node.below += child.below + 1;
      for (const figure of summed) node.figures[figure] = addKnown(node.figures[figure], child.figures[figure]);
    }
  }
}

const addKnown = (a: number, b: number): number => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : a + b);

/** Every process with children and a parent: what is folded when all is, so that more than the roots stays in sight. */
export function innerParentKeys(processes: readonly Process[]): Set<string> {
  const byPid = new Map(processes.map((process) => [process.info.pid, process]));
  const keys = new Set<string>();
  for (const { info } of processes) {
    const parent = byPid.get(info.parentPid);
    if (parent && byPid.has(parent.info.parentPid)) keys.add(parent.key);
  }
  return keys;
}
