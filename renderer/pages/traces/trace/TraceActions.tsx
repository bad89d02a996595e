import { Download, GitCompareArrows, RotateCw } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { fileStem } from "#shared/format/file-names";
import { toFailure } from "#shared/model/failure";
import { saveBlob } from "../../../charts/chart-export";
import { Button } from "../../../components/Button";
import { IconButton } from "../../../components/IconButton";
import { Menu } from "../../../components/Menu";
import { localSource } from "../../../stores/address";
import { getTraceReader, type OpenTrace } from "../reading/reader";
import { comparePath } from "../url";
import { CompareDialog } from "./CompareDialog";
import { recentTraces } from "./recent-traces";
import { lengthText } from "./span-text";

interface Props {
  open: OpenTrace;
  source: string | undefined;
  onFailure(say: string): void;
  /** Absent where there is nobody to ask again. */
  onRefetch?: (() => void) | undefined;
  isRefetching: boolean;
}

/** Compare it with another, and keep it as a file. */
export function TraceActions({ open, source, onFailure, onRefetch, isRefetching }: Props) {
  const [isAsking, setAsking] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const navigate = useNavigate();
  const { traceId } = open.trace;

  function compare(other: string): void {
    const search = source === undefined || source === localSource ? "" : `?source=${encodeURIComponent(source)}`;
    navigate(`${comparePath(traceId, other)}${search}`);
  }

  async function save(format: "jaeger" | "otlp"): Promise<void> {
    setSaving(true);
    try {
      saveBlob(await getTraceReader().save(open.key, format), `trace-${fileStem(traceId)}.${format}.json`);
    } catch (error) {
      onFailure(toFailure(error).say);
    } finally {
      setSaving(false);
    }
  }

  return (
    <>
      {onRefetch && (
        <IconButton
          label="Ask the server again: late spans may have come"
          icon={RotateCw}
          disabled={isRefetching}
          onClick={onRefetch}
        />
      )}
      <Menu
        trigger={
          <Button size="small" icon={GitCompareArrows}>
            Compare
          </Button>
        }
        items={() => [
          ...recentTraces()
            .filter((recent) => recent.traceId !== traceId && recent.source === source)
            .map((recent) => ({
              label: recent.name,
              detail: `${lengthText(recent.durationNs)} · ${recent.traceId.slice(0, 8)}`,
              onSelect: () => compare(recent.traceId),
            })),
          { label: "With another, by its id…", onSelect: () => setAsking(true) },
        ]}
      />
      <Menu
        trigger={
          <Button size="small" icon={Download} isBusy={isSaving}>
            Save
          </Button>
        }
        items={[
          { label: "Jaeger JSON", detail: "Jaeger, Watchdeck", onSelect: () => void save("jaeger") },
          { label: "OTLP JSON", detail: "OpenTelemetry", onSelect: () => void save("otlp") },
        ]}
      />
      {isAsking && <CompareDialog onClose={() => setAsking(false)} onCompare={compare} />}
    </>
  );
}
