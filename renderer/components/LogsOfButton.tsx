import { ScrollText } from "lucide-react";
import { useNavigate } from "react-router";
import type { Labels } from "#shared/model/labels";
import type { EpochMs } from "#shared/units/time";
import type { LogsOf } from "../stores/use-logs-of";
import { IconButton } from "./IconButton";

interface Props {
  logs: LogsOf;
  labels: Labels;
  at: EpochMs;
}

/** Goes to the logs of what has these labels, around that moment. Nothing where there is no server of logs. */
export function LogsOfButton({ logs, labels, at }: Props) {
  const navigate = useNavigate();
  if (!logs.isOffered) return null;
  return (
    <IconButton
      icon={ScrollText}
      label="Its logs at this time"
      disabled={logs.isLooking}
      onClick={async () => navigate(await logs.find(labels, at))}
    />
  );
}
