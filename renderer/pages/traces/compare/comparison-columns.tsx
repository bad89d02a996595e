import { ChevronDown, ChevronRight } from "lucide-react";
import type { CSSProperties } from "react";
import type { Nanoseconds } from "#shared/model/trace";
import type { TraceComparison } from "#shared/traces/compare";
import type { VirtualColumn } from "../../../components/VirtualTable";
import { serviceColour } from "../service-colours";
import { lengthText, nameText } from "../trace/span-text";
import styles from "./Compare.module.css";
import { countChange, countsOf, lengthChange, shareChange } from "./change-words";
import { differenceOf, ratioOf, sideOf } from "./comparison-rows";

export interface ComparisonColumnsInput {
  compared: TraceComparison;
  isContext: Uint8Array;
  /** What fills the whole of a bar. */
  longestNs: Nanoseconds;
  /** Smaller differences of time are told without colour. */
  leastNs: Nanoseconds;
  isFolded(node: number): boolean;
  onToggle(node: number): void;
}

/** Deeper levels keep this indent, so that names keep their room; the level is still read out. */
const deepestIndent = 16;
const indentStep = 14;

/** The columns of a comparison; a row is the number of a node. */
export function comparisonColumns(input: ComparisonColumnsInput): VirtualColumn<number>[] {
  const { compared, longestNs, leastNs } = input;
  const at = (values: ArrayLike<number>, node: number) => values[node] ?? 0;
  return [
    {
      id: "path",
      title: "Service and operation",
      minWidth: 240,
      grow: 5,
      isSortable: true,
      cell: (node) => <PathCell {...input} node={node} />,
    },
    {
      id: "calls",
      title: "Calls",
      label: "In A → in B; sorted by the difference",
      minWidth: 96,
      isNumeric: true,
      isSortable: true,
      cell: (node) => {
        const [a, b] = [at(compared.countA, node), at(compared.countB, node)];
        return <span className={a === b ? styles.muted : undefined}>{countsOf(a, b)}</span>;
      },
    },
    {
      id: "totalA",
      title: "Total in A",
      minWidth: 88,
      isNumeric: true,
      isSortable: true,
      cell: (node) => (at(compared.countA, node) === 0 ? <Absent /> : lengthText(at(compared.totalA, node))),
    },
    {
      id: "bars",
      title: "",
      label: "Total in A to the left, in B to the right",
      minWidth: 120,
      grow: 3,
      cell: (node) => <TwoBars a={at(compared.totalA, node) / longestNs} b={at(compared.totalB, node) / longestNs} />,
    },
    {
      id: "totalB",
      title: "Total in B",
      minWidth: 88,
      align: "left",
      isSortable: true,
      cell: (node) => (at(compared.countB, node) === 0 ? <Absent /> : lengthText(at(compared.totalB, node))),
    },
    {
      id: "difference",
      title: "Difference",
      label: "B less A",
      minWidth: 100,
      isNumeric: true,
      isSortable: true,
      cell: (node) => (
        <Change by={differenceOf(compared, node)} leastNs={leastNs} text={lengthChange(differenceOf(compared, node))} />
      ),
    },
    {
      id: "change",
      title: "Change",
      label: "Of the total, in per cent of A",
      minWidth: 84,
      isNumeric: true,
      isSortable: true,
      cell: (node) =>
        sideOf(compared, node) === "both" &&
        differenceOf(compared, node) !== 0 && (
          <Change by={differenceOf(compared, node)} leastNs={leastNs} text={shareChange(ratioOf(compared, node))} />
        ),
    },
    {
      id: "errors",
      title: "Errors",
      label: "In A → in B; sorted by the difference",
      minWidth: 84,
      isNumeric: true,
      isSortable: true,
      cell: (node) => {
        const [a, b] = [at(compared.errorsA, node), at(compared.errorsB, node)];
        return (
          <span className={b > 0 ? styles.slower : styles.muted} title={a === b ? undefined : countChange(b - a)}>
            {countsOf(a, b)}
          </span>
        );
      },
    },
  ];
}

const Absent = () => <span className={styles.muted}>–</span>;

function Change({ by, leastNs, text }: { by: Nanoseconds; leastNs: Nanoseconds; text: string }) {
  const look = Math.abs(by) < leastNs ? styles.muted : by > 0 ? styles.slower : styles.faster;
  return <span className={look}>{text}</span>;
}

/** Growing from the middle: A to the left, B to the right. */
function TwoBars({ a, b }: { a: number; b: number }) {
  return (
    <span className={styles.bars} aria-hidden>
      <i data-side="a" style={{ transform: `scaleX(${part(a)})` }} />
      <i data-side="b" style={{ transform: `scaleX(${part(b)})` }} />
    </span>
  );
}

const part = (share: number): string => Math.min(1, Math.max(0, share)).toFixed(4);

function PathCell({ compared, isContext, isFolded, onToggle, node }: ComparisonColumnsInput & { node: number }) {
  const service = compared.service[node] ?? 0;
  const serviceWords = nameText(compared.services[service] || "unknown service");
  const operation = nameText(compared.operations[compared.operation[node] ?? 0] || "no name");
  const side = sideOf(compared, node);
  const hasChildren = (compared.size[node] ?? 0) > 0;
  const Chevron = isFolded(node) ? ChevronRight : ChevronDown;
  return (
    <span
      className={styles.path}
      data-context={isContext[node] === 1 || undefined}
      style={{ paddingLeft: Math.min(compared.depth[node] ?? 0, deepestIndent) * indentStep }}
    >
      {hasChildren ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles.fold}
          aria-label={isFolded(node) ? `Unfold ${operation}` : `Fold ${operation}`}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(node);
          }}
        >
          <Chevron size={14} aria-hidden />
        </button>
      ) : (
        <span className={styles.leaf} />
      )}
      <i className={styles.mark} style={{ "--service": serviceColour(service) } as CSSProperties} />
      <span className={styles.words} title={`${serviceWords} ${operation}`}>
        <span className={styles.muted}>{serviceWords}</span> {operation}
      </span>
      {side !== "both" && (
        <span className={styles.only} data-side={side}>
          {side === "a" ? "only in A" : "only in B"}
        </span>
      )}
    </span>
  );
}
