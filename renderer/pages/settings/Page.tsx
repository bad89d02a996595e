import { useEffect } from "react";
import { useLocation, useSearchParams } from "react-router";
import { Card } from "../../components/Card";
import { FailureNote } from "../../components/FailureNote";
import { PageHeader } from "../../components/PageHeader";
import { Skeleton } from "../../components/Skeleton";
import { usePreferences } from "../../stores/engine";
import { AboutCard } from "./AboutCard";
import { AppearanceCard } from "./AppearanceCard";
import { HistoryCard } from "./history/HistoryCard";
import { NotificationsCard } from "./NotificationsCard";
import { ProblemsCard } from "./ProblemsCard";
import { PrometheusApiCard } from "./PrometheusApiCard";
import { SecretsCard } from "./SecretsCard";
import { SectionLinks } from "./SectionLinks";
import styles from "./Settings.module.css";
import { SamplingCard } from "./sampling/SamplingCard";
import { readSection } from "./url";
import { useUpdate } from "./use-update";

/** What the user may change, and what there is to know about this console. */
export function Page() {
  const preferences = usePreferences();
  const { update, failure } = useUpdate();
  const [params] = useSearchParams();
  const section = readSection(params);
  // Of each visit, so that the same link leads there again after scrolling away.
  const { key } = useLocation();
  const isThere = preferences.data !== undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each visit goes there
  useEffect(() => {
    if (isThere && section) document.getElementById(section)?.scrollIntoView({ block: "start" });
  }, [isThere, section, key]);

  return (
    <div className={styles.page}>
      <PageHeader title="Settings" context="Kept on this machine; each change takes effect at once" />
      <SectionLinks />
      {failure && <FailureNote failure={failure} />}
      {preferences.data ? (
        <>
          <div id="appearance">
            <AppearanceCard preferences={preferences.data} onUpdate={update} />
          </div>
          <div id="notifications">
            <NotificationsCard preferences={preferences.data} onUpdate={update} />
          </div>
          <div id="secrets">
            <SecretsCard preferences={preferences.data} onUpdate={update} />
          </div>
          <div id="history">
            <HistoryCard preferences={preferences.data} onUpdate={update} />
          </div>
          <div id="api">
            <PrometheusApiCard preferences={preferences.data} onUpdate={update} />
          </div>
        </>
      ) : preferences.error ? (
        <FailureNote failure={preferences.error.failure} onRetry={() => void preferences.refetch()} />
      ) : (
        <Card>
          <Skeleton height={32} lines={4} />
        </Card>
      )}
      <div id="sampling" className={styles.wide}>
        <SamplingCard />
      </div>
      <div id="problems">
        <ProblemsCard />
      </div>
      <div id="about">
        <AboutCard />
      </div>
    </div>
  );
}
