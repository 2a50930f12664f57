import { createBirpc } from "birpc";
import { isRpcMessage, ownFunction } from "../../model/messages/rpcMessage.js";
import { errorOf } from "./errorOf.js";
import { RunQuestions, type AskRun } from "./runQuestions.js";
import { t } from "../words/l10n.js";
import type { PageApi } from "../protocol.js";
import {
  everyPageRequests,
  type RequestsOf,
  type evaluationRequests,
  type explorerRequests,
  type metricsRequests,
  type PageRequests,
  type Patience,
} from "../requests.js";
import type { VsCodeApi } from "./vscodeApi.js";

/** Longer than a busy machine takes: a host that was only just starting was seen to take eighteen seconds. */
const answerWithinMs = 60_000;

/** The host as every page sees it. Questions reject with an `Error`, also when the page goes away. */
export interface Host extends Omit<
  RequestsOf<typeof everyPageRequests>,
  "reportError" | "askRun" | "cancelAsking"
> {
  reportError(error: unknown): void;
  readonly askRun: AskRun;
}

/** The host of a page with requests of its own. */
export type HostOf<R extends PageRequests> = Host & RequestsOf<R>;
export type ExplorerHost = HostOf<typeof explorerRequests>;
export type EvaluationHost = HostOf<typeof evaluationRequests>;
export type MetricsHost = HostOf<typeof metricsRequests>;

type Wire = Readonly<Record<string, (...input: readonly unknown[]) => Promise<unknown>>>;

/** Speaks with the host over the webview's messages until the page goes away. */
export function connectToHost<R extends PageRequests>(
  vscode: VsCodeApi,
  page: Omit<PageApi, "reach">,
  requests: R,
): HostOf<R> {
  const questions = new RunQuestions({
    send: (question) => answered(rpc.$call("askRun", question)),
    cancel: (id) => void ways.none("cancelAsking", [id]),
  });
  const told: PageApi = {
    ...page,
    reach: (...progress) => {
      questions.reach(...progress);
    },
  };
  const listeners = new Map<(message: unknown) => void, (event: MessageEvent) => void>();
  const rpc = createBirpc<Wire, PageApi>(told, {
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
    resolver: (name, found) => ownFunction(told, name, found),
    // One limit for all would also end the wait for a person who chooses a file.
    timeout: -1,
  });
  window.addEventListener("pagehide", () => {
    rpc.$close();
  });
  const ways: Readonly<Record<Patience, (name: string, input: readonly unknown[]) => unknown>> = {
    none: (name, input) => void rpc.$callEvent(name, ...input),
    moment: (name, input) => inTime(name, rpc.$call(name, ...input)),
    any: (name, input) => answered(rpc.$call(name, ...input)),
  };
  const rows = Object.entries<PageRequests[string]>({ ...everyPageRequests, ...requests });
  const host: Readonly<Record<string, unknown>> = {
    ...Object.fromEntries(
      rows.map(([name, { patience }]) => [
        name,
        (...input: readonly unknown[]) => ways[patience](name, input),
      ]),
    ),
    askRun: questions.ask,
    reportError: (error: unknown) => {
      const { message, stack = "" } = errorOf(error);
      ways.none("reportError", [{ message, stack }]);
    },
  };
  // SAFETY: one function a request, which waits as its row says: the type is made of the same rows.
  return host as HostOf<R>;
}

async function inTime<T>(question: string, answer: Promise<T>): Promise<T> {
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
