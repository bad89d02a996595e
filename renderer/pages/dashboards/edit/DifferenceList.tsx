import type { Difference } from "#shared/dashboards/diff";
import { Table } from "../../../components/Table";
import { visibleText } from "../../../components/visible-text";
import styles from "./DifferenceList.module.css";

interface Props {
  differences: readonly Difference[];
  wasTitle: string;
  isTitle: string;
}

const most = 500;

/** Two dashboards place by place, where they differ. */
export function DifferenceList({ differences, wasTitle, isTitle }: Props) {
  return (
    <div className={styles.list}>
      <Table
        label="Differences"
        columns={[
          { id: "path", title: "Where", cell: ({ path }) => <code>{visibleText(path)}</code> },
          { id: "was", title: wasTitle, cell: ({ was }) => <Value value={was} /> },
          { id: "is", title: isTitle, cell: ({ is }) => <Value value={is} /> },
        ]}
        rows={differences.slice(0, most)}
        rowKey={({ path }) => path}
      />
      {differences.length > most && <p className={styles.more}>and {differences.length - most} more</p>}
    </div>
  );
}

const longest = 200;

function Value({ value }: { value: unknown }) {
  if (value === undefined) return <span className={styles.nothing}>nothing</span>;
  const text = visibleText(JSON.stringify(value) ?? "");
  return (
    <code className={styles.value} title={text.length > longest ? text.slice(0, 2000) : undefined}>
      {text.length > longest ? `${text.slice(0, longest)}…` : text}
    </code>
  );
}
