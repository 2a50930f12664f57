import { createBirpc } from "birpc";
import { isRpcMessage, ownFunction } from "../../model/messages/rpcMessage.js";
import { errorOf } from "./errorOf.js";
import { t } from "../words/l10n.js";
import type { HostApi, PageApi } from "../protocol.js";
import type { VsCodeApi } from "./vscodeApi.js";

const answerWithinMs = 10_000;

/** The host as the page sees it. Questions reject with an `Error`, also when the page goes away. */
export interface Host extends Pick<
  HostApi,
  "ready" | "refresh" | "save" | "copy" | "readWeights" | "readRuns"
> {
  /** Not awaited: a command may ask the person something first, and its failure is told by the host. */
  run(...request: Parameters<HostApi["run"]>): void;
  openDataSetting(): void;
  select(...request: Parameters<HostApi["select"]>): void;
  ask(...request: Parameters<HostApi["ask"]>): void;
  /** Not awaited, as a command. */
  restartWith(...request: Parameters<HostApi["restartWith"]>): void;
  keepView(...request: Parameters<HostApi["keepView"]>): void;
  reportError(error: unknown): void;
}

/** Speaks with the host over the webview's messages until the page goes away. */
export function connectToHost(vscode: VsCodeApi, page: PageApi): Host {
  const listeners = new Map<(message: unknown) => void, (event: MessageEvent) => void>();
  const rpc = createBirpc<HostApi, PageApi>(page, {
    post: (message: unknown) => {
      vscode.postMessage(message);
    },
    on: (listen) => {
      const listener = ({ data }: MessageEvent<unknown>): void => {
        if (isRpcMessage(data)) listen(data);
      };
      listeners.set(listen, listener);
      window.addEventListener("message", listener);
    },
    off: (listen) => {
      const listener = listeners.get(listen);
      if (listener !== undefined) window.removeEventListener("message", listener);
    },
    resolver: (name, found) => ownFunction(page, name, found),
    // One limit for all would also end the wait for a person who chooses a file.
    timeout: -1,
  });
  window.addEventListener("pagehide", () => {
    rpc.$close();
  });
  return {
    ready: () => inTime("ready", rpc.ready()),
    refresh: () => inTime("refresh", rpc.refresh()),
    save: (file) => answered(rpc.save(file)),
    copy: (text) => inTime("copy", rpc.copy(text)),
    readWeights: (nodeId) => inTime("readWeights", rpc.readWeights(nodeId)),
    // As long as the records are.
    readRuns: () => answered(rpc.readRuns()),
    run: (command) => {
      void rpc.run.asEvent(command);
    },
    openDataSetting: () => {
      void rpc.openDataSetting.asEvent();
    },
    select: (nodeId) => {
      void rpc.select.asEvent(nodeId);
    },
    keepView: (view) => {
      void rpc.keepView.asEvent(view);
    },
    ask: (question) => {
      void rpc.ask.asEvent(question);
    },
    restartWith: (changes) => {
      void rpc.restartWith.asEvent(changes);
    },
    reportError: (error) => {
      const { message, stack } = errorOf(error);
      void rpc.reportError.asEvent(message, stack ?? "");
    },
  };
}

async function inTime<T>(question: keyof HostApi, answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(t("The extension did not answer “{0}” in time.", question)));
    }, answerWithinMs);
  });
  try {
    return await Promise.race([answered(answer), limit]);
  } finally {
    clearTimeout(timer);
  }
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw errorOf(error);
  }
}
