import { Layers } from "lucide-react";
import { useMemo } from "react";
import { Link } from "react-router";
import type { LiveGroup } from "#shared/contract/routing";
import { formatSpan } from "#shared/format/age";
import { formatLabels } from "#shared/model/labels";
import { useAsk } from "../../../../bridge/use-ask";
import { Age } from "../../../../components/Age";
import { Card } from "../../../../components/Card";
import { EmptyState } from "../../../../components/EmptyState";
import { FailureNote } from "../../../../components/FailureNote";
import { bareMatchers } from "../../../../components/matchers-input/bare-matchers";
import { useNow } from "../../../../components/now";
import { Skeleton } from "../../../../components/Skeleton";
import { type Column, Table } from "../../../../components/Table";
import { visibleText } from "../../../../components/visible-text";
import { alertPath } from "../../url";
import styles from "./Groups.module.css";

/** While somebody looks. */
const refreshMs = 5000;

const mostShown = 300;

const asideWords = (count: number): string =>
  count > mostShown ? `The next ${mostShown} of ${count}` : "Each is told as one message";

/** The groups of alerts that are alive now: whom they tell, and when they are looked at next. */
export function LiveGroups() {
  const { data, error, refetch, isFetching } = useAsk("routing.groups", {}, { refetchInterval: refreshMs });
  const columns = useMemo(() => groupColumns(), []);
  const soonest = useMemo(() => [...(data?.groups ?? [])].sort((a, b) => a.nextAt - b.nextAt).slice(0, mostShown), [data]);
  if (error && !data) return <FailureNote failure={error.failure} onRetry={() => void refetch()} isRetrying={isFetching} />;
  if (!data) {
    return (
      <Card>
        <Skeleton height={26} lines={4} />
      </Card>
    );
  }
  return (
    <Card isFlush title="Groups now" aside={asideWords(data.groups.length)}>
      <Table<LiveGroup>
        label="Groups"
        columns={columns}
        rows={soonest}
        rowKey={(group) => `${group.receiver} ${group.groupKey}`}
        initialSort={{ column: "next", isDescending: false }}
        empty={
          <EmptyState icon={Layers} title="No groups">
            Nothing fires. With the first alert its group begins to wait here for others like it.
          </EmptyState>
        }
      />
    </Card>
  );
}

const groupColumns = (): Column<LiveGroup>[] => [
  {
    id: "group",
    title: "Group",
    sortBy: ({ labels }) => formatLabels(labels),
    cell: ({ labels, groupKey }) => (
      <code title={visibleText(groupKey)}>
        {Object.keys(labels).length === 0 ? "all together" : visibleText(formatLabels(labels))}
      </code>
    ),
  },
  {
    id: "receiver",
    title: "Receiver",
    width: "18%",
    sortBy: ({ receiver }) => receiver,
    cell: ({ receiver }) => <span title={visibleText(receiver)}>{visibleText(receiver)}</span>,
  },
  {
    id: "alerts",
    title: "Alerts",
    width: "130px",
    sortBy: ({ alertIds }) => alertIds.length,
    cell: (group) => <Link to={boardPath(group)}>{alertWords(group)}</Link>,
  },
  {
    id: "next",
    title: "Next look",
    width: "110px",
    sortBy: ({ nextAt }) => nextAt,
    cell: ({ nextAt }) => <Countdown to={nextAt} />,
  },
  {
    id: "told",
    title: "Last told",
    width: "110px",
    sortBy: ({ lastSentAt }) => lastSentAt,
    cell: ({ lastSentAt }) =>
      lastSentAt === undefined ? <span className={styles.never}>not yet</span> : <Age at={lastSentAt} />,
  },
];

const alertWords = ({ alertIds, firing }: LiveGroup): string =>
  firing === alertIds.length ? `${firing} firing` : `${firing} of ${alertIds.length} firing`;

/** The board with the alerts of such labels: those of the group, and those that fit it but go elsewhere. */
function boardPath({ labels }: LiveGroup): string {
  const matchers = Object.entries(labels).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }));
  return alertPath(undefined, new URLSearchParams({ show: "all", filter: bareMatchers(matchers) }));
}

function Countdown({ to }: { to: number }) {
  const left = to - useNow();
  return <>{left <= 0 ? "now" : `in ${formatSpan(left + 999)}`}</>;
}
