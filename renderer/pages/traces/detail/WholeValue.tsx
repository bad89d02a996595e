import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { formatCount } from "#shared/format/count";
import { toFailure } from "#shared/model/failure";
import type { Tag } from "#shared/model/trace";
import type { ValuePlace } from "#shared/traces/span-detail";
import { saveBlob } from "../../../charts/chart-export";
import { Button } from "../../../components/Button";
import { CopyButton } from "../../../components/CopyButton";
import { Dialog } from "../../../components/Dialog";
import { FailureNote } from "../../../components/FailureNote";
import { TextPieces } from "../../../components/long-text/TextPieces";
import { Skeleton } from "../../../components/Skeleton";
import { shownInLine } from "../../../components/shown-text";
import type { OpenTrace } from "../reading/messages";
import { getTraceReader } from "../reading/reader";

interface Props {
  open: OpenTrace;
  position: number;
  tag: Tag;
  place: ValuePlace;
  onClose(): void;
}

/** All of a value of which the panel has the beginning. Only the rows in sight are drawn: it may have ten megabytes. */
export function WholeValue({ open, position, tag, place, onClose }: Props) {
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ["value of a tag", open.key, position, place],
    queryFn: () => getTraceReader().value(open.key, position, place),
    // Not kept for a window that is closed: the worker has it.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={shownInLine(tag.key)}
      description={data === undefined ? "The whole value" : `The whole value: ${formatCount(data.length)} characters`}
      footer={
        data !== undefined && (
          <>
            <CopyButton text={data} label="Copy" isWide />
            <Button icon={Download} onClick={() => saveBlob(new Blob([data], { type: "text/plain" }), "value.txt")}>
              Save as a file
            </Button>
          </>
        )
      }
    >
      {data !== undefined ? (
        <TextPieces text={data} what="value" />
      ) : error ? (
        <FailureNote failure={toFailure(error)} onRetry={() => void refetch()} isRetrying={isFetching} />
      ) : (
        <Skeleton height={18} lines={12} />
      )}
    </Dialog>
  );
}
