import { ChartScatter, Download, GitCompareArrows, X } from "lucide-react";
import { useNavigate } from "react-router";
import { formatCount } from "#shared/format/count";
import { Button } from "../../../components/Button";
import { IconButton } from "../../../components/IconButton";
import { Menu } from "../../../components/Menu";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { Select } from "../../../components/Select";
import { visibleText } from "../../../components/visible-text";
import type { FoundTrace, SearchState } from "../search/create-run";
import { counted } from "../trace/trace-facts";
import { comparePath, limits, type SearchAddress, type SortColumn } from "../url";
import { usePicked } from "./picked";
import styles from "./Results.module.css";
import { statusWords } from "./status-words";
import type { DownloadFormat, Download as DownloadState } from "./use-download";

interface Props {
  state: SearchState;
  address: SearchAddress;
  onChange(parts: Partial<SearchAddress>): void;
  /** As many more as the server gives. */
  onLimit(limit: number): void;
  download: DownloadState;
  onCloseFiles(): void;
}

/** How the results came about, and how they are shown. */
export function ResultsToolbar({ state, address, onChange, onLimit, download, onCloseFiles }: Props) {
  const { count, rest, isFull } = statusWords(state);
  const more = limits.find((limit) => limit > address.limit);
  return (
    <div className={styles.toolbar}>
      <p className={styles.status} role="status">
        {count !== "" && <b>{count}</b>} {count !== "" && rest !== "" && "· "}
        {visibleText(rest)}
        {isFull && more !== undefined && (
          <Button size="small" onClick={() => onLimit(more)}>
            Ask for {more}
          </Button>
        )}
        {state.files && (
          <Button size="small" icon={X} onClick={onCloseFiles}>
            Close the {state.files.length === 1 ? "file" : "files"}
          </Button>
        )}
      </p>
      {download.progress && (
        <p className={styles.progress} role="status">
          {formatCount(download.progress.done)} of {formatCount(download.progress.of)} traces fetched
          <Button size="small" onClick={download.cancel}>
            Cancel
          </Button>
        </p>
      )}
      <CompareButton source={address.source} />
      <DownloadMenu found={state.found} onDownload={download.start} />
      {state.found.length > 0 && <ViewControls address={address} onChange={onChange} />}
    </div>
  );
}

function ViewControls({ address, onChange }: Pick<Props, "address" | "onChange">) {
  return (
    <>
      {address.list === "list" && <SortSelect sort={address.sort} onSort={(sort) => onChange({ sort })} />}
      <IconButton
        kind="normal"
        icon={ChartScatter}
        label={address.hasPlot ? "Hide the plot over time" : "Show the plot over time"}
        aria-pressed={address.hasPlot}
        onClick={() => onChange({ hasPlot: !address.hasPlot })}
      />
      <SegmentedControl
        label="Results as"
        value={address.list}
        onChange={(list) => onChange({ list })}
        segments={[
          { value: "list", label: "List" },
          { value: "table", label: "Table" },
        ]}
      />
    </>
  );
}

function CompareButton({ source }: { source: string }) {
  const navigate = useNavigate();
  const { picked, clear } = usePicked();
  const [a, b] = picked;
  if (a === undefined) return null;
  const search = source === "local" ? "" : `?${new URLSearchParams({ source }).toString()}`;
  return (
    <>
      <Button
        icon={GitCompareArrows}
        disabled={b === undefined}
        title={b === undefined ? "Choose a second trace" : undefined}
        onClick={() => b !== undefined && void navigate(`${comparePath(a, b)}${search}`)}
      >
        {b === undefined ? "Compare 1 with…" : "Compare 2"}
      </Button>
      <IconButton icon={X} label="Choose none" onClick={clear} />
    </>
  );
}

function DownloadMenu({ found, onDownload }: { found: readonly FoundTrace[]; onDownload(format: DownloadFormat): void }) {
  if (found.length === 0) return null;
  const areWhole = found.every(({ answerId }) => answerId !== undefined);
  const fetched = areWhole ? "" : ", fetched one by one";
  return (
    <Menu
      trigger={<IconButton kind="normal" icon={Download} label="Save the results" />}
      items={[
        { kind: "heading", label: `${counted(found.length, "trace")} as JSON` },
        { label: "Jaeger", detail: `what Jaeger's page opens${fetched}`, onSelect: () => onDownload("jaeger") },
        { label: "OTLP", detail: `what collectors read${fetched}`, onSelect: () => onDownload("otlp") },
        { label: "Summaries", detail: "a line for each trace", onSelect: () => onDownload("summaries") },
      ]}
    />
  );
}

const orders: readonly { value: string; label: string; column: SortColumn }[] = [
  { value: "newest", label: "Newest first", column: "start" },
  { value: "longest", label: "Longest first", column: "duration" },
  { value: "errors", label: "Errors first", column: "errors" },
  { value: "spans", label: "Most spans first", column: "spans" },
];

function SortSelect({ sort, onSort }: { sort: SearchAddress["sort"]; onSort(sort: SearchAddress["sort"]): void }) {
  // The table has more orders than these; its others are kept, and named by nothing here.
  const chosen = orders.find(({ column }) => sort.isDescending && column === sort.column);
  return (
    <Select
      label="Order"
      className={styles.order}
      value={chosen?.value ?? ""}
      placeholder="As in the table"
      onChange={(value) => {
        const order = orders.find((each) => each.value === value);
        if (order) onSort({ column: order.column, isDescending: true });
      }}
      options={orders}
    />
  );
}
