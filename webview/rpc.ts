import { createBirpc } from "birpc";
import type { HostApi, PageApi, PageCommand, Snapshot } from "./protocol.js";
import type { VsCodeApi } from "./vscodeApi.js";

const answerWithinMs = 10_000;

/** The host as the page sees it. */
export interface Host {
  ready(): Promise<Snapshot>;
  refresh(): Promise<Snapshot>;
  /** Not awaited: a command may ask the person something first, and its failure is told by the host. */
  run(command: PageCommand): void;
  reportError(error: unknown): void;
}

/** Speaks with the host over the webview's messages until the page goes away; then open requests reject. */
export function connectToHost(vscode: VsCodeApi, page: PageApi): Host {
  const listeners = new Map<(message: unknown) => void, (event: MessageEvent) => void>();
  const rpc = createBirpc<HostApi, PageApi>(page, {
    post: (message: unknown) => {
      vscode.postMessage(message);
    },
    on: (listen) => {
      const listener = (event: MessageEvent): void => {
        listen(event.data);
      };
      listeners.set(listen, listener);
      window.addEventListener("message", listener);
    },
    off: (listen) => {
      const listener = listeners.get(listen);
      if (listener !== undefined) window.removeEventListener("message", listener);
    },
    timeout: answerWithinMs,
  });
  window.addEventListener("pagehide", () => {
    rpc.$close();
  });
  return {
    ready: () => rpc.ready(),
    refresh: () => rpc.refresh(),
    run: (command) => {
      void rpc.run.asEvent(command);
    },
    reportError: (error) => {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      void rpc.reportError.asEvent(message, stack ?? "");
    },
  };
}
