import { Component, type ReactNode } from "react";

/** Keeps what one message does to its own rendering from the page around it: the others stay readable. */
export class BubbleBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <p role="note">This message cannot be shown.</p> : this.props.children;
  }
}
