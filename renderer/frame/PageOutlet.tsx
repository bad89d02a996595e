import { Suspense } from "react";
import { ErrorBoundary } from "../components/ErrorBoundary";
import { Skeleton } from "../components/Skeleton";
import type { PageEntry } from "../pages/page";
import styles from "./PageOutlet.module.css";
import { WithFittingSource } from "./WithFittingSource";

/** One page in the frame: its bugs stay in it, and its shape is there while it loads. */
export function PageOutlet({ page }: { page: PageEntry }) {
  return (
    <ErrorBoundary key={page.path} what={`The ${page.title} page`}>
      <Suspense fallback={<PageSkeleton />}>
        <WithFittingSource page={page}>
          <page.Component />
        </WithFittingSource>
      </Suspense>
    </ErrorBoundary>
  );
}

function PageSkeleton() {
  return (
    <div className={styles.skeleton}>
      <Skeleton width={220} height={24} />
      <Skeleton height={180} lines={3} />
    </div>
  );
}
