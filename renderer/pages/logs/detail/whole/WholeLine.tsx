import { Download } from "lucide-react";
import { useMemo } from "react";
import { formatCount } from "#shared/format/count";
import { toNsTime } from "#shared/logs/block";
import { useAsk } from "../../../../bridge/use-ask";
import { saveBlob } from "../../../../charts/chart-export";
import { Button } from "../../../../components/Button";
import { CopyButton } from "../../../../components/CopyButton";
import { Dialog } from "../../../../components/Dialog";
import { FailureNote } from "../../../../components/FailureNote";
import { TextPieces } from "../../../../components/long-text/TextPieces";
import { Skeleton } from "../../../../components/Skeleton";
import { lineAsked } from "../line-asked";
import type { DetailLine } from "../lines";
import { isoTime } from "../time-words";

interface Props {
  line: DetailLine;
  source: string;
  onClose(): void;
}

/** All of a long line; of one that came in part, the whole is asked for. */
export function WholeLine({ line, source, onClose }: Props) {
  const isPart = line.cutLength !== undefined;
  const asked = useAsk(
    "logs.line",
    { source, ...lineAsked(line) },
    // Twenty megabytes are not kept for a window that is closed.
    { enabled: isPart, gcTime: 0, staleTime: Number.POSITIVE_INFINITY, retry: false },
  );
  const text = isPart ? asked.data?.line : line.line;
  const name = useMemo(() => `line-${toNsTime(line)}.txt`, [line]);

  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title="Whole line"
      description={`${isoTime(line)}${text === undefined ? "" : ` · ${formatCount(text.length)} characters`}`}
      footer={
        text !== undefined && (
          <>
            <CopyButton text={text} label="Copy" isWide />
            <Button icon={Download} onClick={() => saveBlob(new Blob([text], { type: "text/plain" }), name)}>
              Save as a file
            </Button>
          </>
        )
      }
    >
      {text !== undefined ? (
        <TextPieces text={text} what="line" />
      ) : asked.error ? (
        <FailureNote failure={asked.error.failure} onRetry={() => void asked.refetch()} isRetrying={asked.isFetching} />
      ) : (
        <Skeleton height={18} lines={12} />
      )}
    </Dialog>
  );
}
