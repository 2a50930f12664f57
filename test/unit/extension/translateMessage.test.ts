import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { summarize } from "../../../extension/engines/engineCheck.js";
import { engineItems } from "../../../extension/engines/enginePick.js";
import { engineUnavailable, runFailed, setupFailed } from "../../../extension/errors.js";
import { notify } from "../../../extension/notify.js";
import { failureOfExit } from "../../../extension/trainer/trainerFailure.js";
import { statusTooltip } from "../../../extension/views/statusBar.js";
import { SentencePattern } from "../../../model/messages/sentencePattern.js";
import { initialRunState } from "../../../model/run/state.js";
import { createLog } from "./fakeParts.js";
import { l10n, window } from "./fakeVscode.js";
import { says, sentences, verbatim } from "../../../model/messages/message.js";
import { saidBy } from "../../../model/messages/saidError.js";
import { UserError } from "../../../model/messages/userError.js";

const bundle = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync("media/l10n/bundle.l10n.zh-cn.json", "utf8")));

const report = {
  ...{ id: "tensorflow", title: "TensorFlow", available: false, version: "", device: "" },
  deviceKind: null,
  reason: says("The TensorFlow library is not installed."),
  action: says('Run "GoogLeNet: Install TensorFlow Runtime" or: googlenet setup.'),
};

/** As versions before messages recorded it. */
const lostLoss = {
  message: "The loss is no longer a number at step 12.",
  reason:
    "The weights have grown out of float32's range, most likely because the learning rate 5 is too high.",
  action: "Look at the log, and go on from the last checkpoint.",
  remedy: null,
};

beforeEach(() => {
  vi.clearAllMocks();
  l10n.bundle = bundle;
});
afterEach(() => {
  l10n.bundle = undefined;
});

/** By these sentences are read. */
const match = vi.spyOn(SentencePattern.prototype, "match");

describe("where VS Code is Chinese, what the model recorded before it had messages is too:", () => {
  it("a run that failed, while the log keeps the model's words", async () => {
    const log = createLog();
    await notify(runFailed(lostLoss, { runId: "run", hasStarted: true, hasCheckpoint: true }), log);
    expect(window.showErrorMessage.mock.calls[0]?.[0]).toBe(
      "第 12 步时损失已不是数值。权重已超出 float32 的范围，很可能是因为学习率 5 太高。请查看日志，然后从最近的检查点继续。",
    );
    expect(log.lines[0]).toContain("The loss is no longer a number at step 12.");
    expect(match).toHaveBeenCalled();
  });
});

describe("where VS Code is Chinese, what the model says is too, without being read:", () => {
  afterEach(() => {
    expect(match).not.toHaveBeenCalled();
  });

  it("a trainer that died, whose record stays English", () => {
    const exit = { code: null, signal: "SIGKILL" as const, wasStopped: false, lastErrors: [] };
    const failure = failureOfExit(exit, initialRunState);
    expect(failure.message).toBe("The trainer was killed (SIGKILL).");
    const { message } = runFailed(failure, {
      runId: "run",
      hasStarted: true,
      hasCheckpoint: false,
    });
    expect(message).not.toMatch(/[a-z]{4}/u);
  });

  it("engines that cannot be used, and why", () => {
    expect(engineUnavailable(report).why).toBe("未安装 TensorFlow 库。");
    const [, item] = engineItems([report], "auto");
    expect(item?.detail).toBe(
      "未安装 TensorFlow 库。请运行“GoogLeNet：安装 TensorFlow 运行时”，或：googlenet setup。",
    );
  });

  it("the device of an engine", () => {
    const name = ["Intel(R) Xeon(R) Processor", 2, "relaxed SIMD"] as const;
    const named = { device: name.join(", "), deviceSaid: says("{0}, {1} workers, {2}", ...name) };
    const [, item] = engineItems([{ ...report, available: true, version: "1", ...named }], "auto");
    expect(item?.description).toBe("1, Intel(R) Xeon(R) Processor，2 个工作线程，relaxed SIMD");
  });

  it("an engine whose check failed", () => {
    const verification = { isCorrect: false, deviation: null, seconds: null };
    const error = saidBy(
      new UserError("A worker of the WebAssembly engine stopped.", verbatim("boom."), ""),
    );
    const check = { ...report, available: true, verification: { ...verification, error } };
    expect(summarize([check])).toContain("WebAssembly 引擎的一个工作线程停止了。boom.");
  });

  it("an installation that failed, which still leads to the setting of Python", () => {
    const message = sentences("TensorFlow cannot be fetched.", "There is no Python 3 on PATH.");
    const error = setupFailed({ message, remedy: "python" });
    expect(error.why).toBe("无法获取 TensorFlow。PATH 中没有 Python 3。");
    expect(error.actions).toHaveLength(3);
  });

  it("what a run is doing before its first step", () => {
    const message = says(
      "Reading {0} from {1}, {2}",
      ...["Fashion-MNIST", says("Debian's folder"), "/usr/share/x"],
    );
    expect(statusTooltip({ ...initialRunState, phase: "preparing", message })).toContain(
      "正在读取 Fashion-MNIST，来源：Debian 的文件夹，/usr/share/x",
    );
  });
});
