import { FolderOpen, SearchX } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { Navigate, useNavigate, useParams, useSearchParams } from "react-router";
import { assertNever } from "#shared/model/failure";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { ErrorBoundary } from "../../components/ErrorBoundary";
import { PageHeader } from "../../components/PageHeader";
import { Skeleton } from "../../components/Skeleton";
import { traceLink, useTraceSource } from "../../stores/trace-source";
import { FileDrop } from "./files/FileDrop";
import { FileResults } from "./files/FileResults";
import { endFileReading, useFiles } from "./files/use-files";
import { loadTracePage } from "./load-trace-page";
import { NoServer } from "./no-traces/NoServer";
import { SearchPanel } from "./search/SearchPanel";
import { readTraceId } from "./search/trace-id";
import { endSearch, useSearchState } from "./search/use-search-run";
import { TabBar } from "./TabBar";
import styles from "./Traces.module.css";
import { readAround, readPlace, type TracesPlace, type TracesTab } from "./url";

/** Traces: what happened in one request, found and looked at, of a Jaeger, of a Zipkin or of a file. */
export function Page() {
  const place = readPlace(useParams());
  const { source, isKnown } = useTraceSource();
  useEffect(() => leave, []);
  return (
    <div className={styles.page} data-place={place.kind}>
      <FileDrop />
      <ErrorBoundary key={place.kind} what="This part of the page">
        <Suspense fallback={<Skeleton height={26} lines={8} />}>
          {isKnown ? <Place place={place} source={source} /> : <Skeleton height={26} lines={8} />}
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

function leave(): void {
  endSearch();
  endFileReading();
}

// The search is what most people come for: the others come when they are opened.
const TracePage = lazy(loadTracePage);
const ComparePage = lazy(() => import("./compare/ComparePage").then((file) => ({ default: file.ComparePage })));
const MapPage = lazy(() => import("./map/MapPage").then((file) => ({ default: file.MapPage })));
const ServicesPage = lazy(() => import("./services/ServicesPage").then((file) => ({ default: file.ServicesPage })));

function Place({ place, source }: { place: TracesPlace; source: string | undefined }) {
  const [params] = useSearchParams();
  switch (place.kind) {
    case "search": {
      const asked = params.get("q");
      if (asked !== null) return <ById asked={asked} source={source} />;
      return source === undefined ? <WithoutServer tab="search" /> : <SearchPanel key={source} source={source} />;
    }
    case "trace":
      return (
        <TracePage
          key={`${source} ${place.traceId}`}
          source={source}
          traceId={place.traceId}
          aroundNs={readAround(params)}
          file={params.get("file") ?? undefined}
        />
      );
    case "compare":
      return <ComparePage key={`${source} ${place.a} ${place.b}`} a={place.a} b={place.b} source={source} />;
    case "map":
      if (source === undefined) return <WithoutServer tab="map" />;
      return (
        <Tabbed tab="map">
          <MapPage key={source} source={source} />
        </Tabbed>
      );
    case "services":
      return (
        <Tabbed tab="services">
          <ServicesPage />
        </Tabbed>
      );
    case "lost":
      return <Lost />;
    default:
      return assertNever(place);
  }
}

/** Under the page's own head. */
function Tabbed({ tab, children }: { tab: TracesTab; children: ReactNode }) {
  return (
    <>
      <PageHeader title="Traces" actions={<TabBar tab={tab} />} />
      {children}
    </>
  );
}

/** A file can be looked at all the same. */
function WithoutServer({ tab }: { tab: TracesTab }) {
  const { choose } = useFiles();
  const { files } = useSearchState();
  return (
    <>
      <PageHeader
        title="Traces"
        actions={
          <>
            {files && (
              <Button size="small" kind="quiet" icon={FolderOpen} onClick={choose}>
                Open file…
              </Button>
            )}
            <TabBar tab={tab} />
          </>
        }
      />
      {files && tab === "search" ? <FileResults /> : <NoServer onOpenFile={choose} />}
    </>
  );
}

/** A link that only has an id, in any spelling. */
function ById({ asked, source }: { asked: string; source: string | undefined }) {
  const read = readTraceId(asked);
  if (read.ok) return <Navigate to={traceLink({ source, ...read })} replace />;
  return <Nowhere title="No trace is called that">{read.message}</Nowhere>;
}

const Lost = () => <Nowhere title="Nothing is here">The link names neither a trace nor a part of this page.</Nowhere>;

function Nowhere({ title, children }: { title: string; children: ReactNode }) {
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="Traces" />
      <Card>
        <EmptyState
          icon={SearchX}
          title={title}
          action={<Button onClick={() => void navigate("/traces")}>Look for traces</Button>}
        >
          {children}
        </EmptyState>
      </Card>
    </>
  );
}
