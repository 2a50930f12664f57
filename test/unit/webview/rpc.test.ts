// @vitest-environment jsdom
import { createBirpc } from "birpc";
import { beforeEach, describe, expect, it } from "vitest";
import type { PageApi } from "../../../webview/protocol.js";
import {
  metricsRequests,
  type everyPageRequests,
  type HostApi,
} from "../../../webview/requests.js";
import { connectToHost, type MetricsHost } from "../../../webview/host/rpc.js";

const page: Omit<PageApi, "reach"> = {
  hydrate: () => undefined,
  apply: () => undefined,
  select: () => undefined,
  showImage: () => undefined,
};

let reported: { readonly message: string; readonly stack: string }[];
let host: MetricsHost;

type Answers = Partial<HostApi<typeof everyPageRequests & typeof metricsRequests>>;

function overTheWire(message: unknown): unknown {
  return JSON.parse(JSON.stringify(message));
}

/** A host at the other end of the wire; what it rejects with crosses it as JSON, as VS Code sends it. */
beforeEach(() => {
  reported = [];
  let listen: (message: unknown) => void = () => undefined;
  const answers: Answers = {
    reportError: ({ message, stack }) => {
      reported.push({ message, stack });
      return Promise.resolve();
    },
    readRuns: () => {
      // oxlint-disable-next-line typescript/only-throw-error -- What JSON leaves of an error.
      throw { name: "RangeError", message: "The folder is gone." };
    },
  };
  createBirpc<PageApi, Answers>(answers, {
    post: (message: unknown) => {
      window.dispatchEvent(new MessageEvent("message", { data: overTheWire(message) }));
    },
    on: (listener) => {
      listen = listener;
    },
  });
  const vscode = {
    postMessage: (message: unknown) => {
      listen(overTheWire(message));
    },
    getState: () => undefined,
    setState: () => undefined,
  };
  host = connectToHost(vscode, page, metricsRequests);
});

describe("what the host rejects with", () => {
  it("is an error again, with its name and message", async () => {
    const failure: unknown = await host.readRuns().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).toMatchObject({ name: "RangeError", message: "The folder is gone." });
  });
});

describe("a message of someone else", () => {
  it.each<unknown>([null, undefined, 7, "text", [], { t: "q", m: "hydrate" }, { t: "s" }])(
    "is passed over: %j",
    async (data) => {
      const rejections: unknown[] = [];
      const note = (reason: unknown): void => void rejections.push(reason);
      process.on("unhandledRejection", note);
      window.dispatchEvent(new MessageEvent("message", { data }));
      await new Promise((resolve) => setTimeout(resolve, 10));
      process.off("unhandledRejection", note);
      expect(rejections).toEqual([]);
    },
  );
});

describe("an error that is reported", () => {
  const stacked = Object.assign(new Error("a bug"), { stack: "at here" });

  it.each([
    ["an error", stacked, { message: "a bug", stack: "at here" }],
    [
      "what JSON left of one",
      { name: "Error", message: "The folder is gone.", stack: "at there" },
      { message: "The folder is gone.", stack: "at there" },
    ],
    ["an object without a message", { code: 7 }, { message: '{"code":7}' }],
    ["a text", "stopped", { message: "stopped" }],
    ["nothing", undefined, { message: "undefined" }],
  ])("says what happened: %s", async (_, error, expected) => {
    host.reportError(error);
    await expect.poll(() => reported).toHaveLength(1);
    expect(reported[0]).toMatchObject(expected);
  });

  it("is reported though it holds itself", async () => {
    const ring: Record<string, unknown> = {};
    ring["ring"] = ring;
    host.reportError(ring);
    await expect.poll(() => reported).toHaveLength(1);
  });
});
