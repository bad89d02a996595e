import { Component, type ReactNode } from "react";
import { Button } from "./Button";
import { EmptyState } from "./EmptyState";

export interface ErrorBoundaryProps {
  /** What would be blank: "The Overview". */
  what: string;
  children: ReactNode;
}

/** Keeps a bug in one part of the page from blanking the rest. React has logged the error with its stack. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <EmptyState
        title={`${this.props.what} could not be drawn`}
        action={<Button onClick={() => this.setState({ error: undefined })}>Draw it again</Button>}
      >
        This is a fault of Watchdeck; the rest of the console goes on. It said: {this.state.error.message}
      </EmptyState>
    );
  }
}
