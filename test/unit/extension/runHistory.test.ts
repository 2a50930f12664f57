import { appendFile, mkdir, rename, rmdir, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RunEvent } from "../../../model/run/events.js";
import { checkpoint, failed, finished, started, step } from "./events.js";
import { createMemento, createRunParts, type RunParts } from "./fakeParts.js";
import { englishOf } from "../../../model/messages/translate.js";
import { nothing } from "../../../model/messages/message.js";
import { until } from "../../support/eventually.js";

let parts: RunParts;

beforeEach(async () => {
  parts = await createRunParts("endless");
});
afterEach(() => parts.close());

async function writeRun(id: string, events: readonly RunEvent[]): Promise<void> {
  await mkdir(parts.storage.directory(id));
  const lines = events.map((event) => `${JSON.stringify(event)}\n`);
  await writeFile(join(parts.storage.directory(id), "events.ndjson"), lines.join(""));
}

function said(): string {
  return englishOf(parts.store.state().message ?? nothing);
}

describe("RunHistory", () => {
  it("shows nothing where there is nothing, and says until then that it looks", async () => {
    const restored = parts.history.restore();
    expect(said()).toBe("Looking for the run that was shown last …");
    await restored;
    expect(parts.store.runId()).toBeNull();
    expect(parts.store.state().message).toBeNull();
  });

  it("shows the run that came along as long as there is none of the person's own", async () => {
    await writeRun("sample", [started({ time: 3 }), step(1)]);
    await parts.history.restore();
    expect(parts.store.runId()).toBe("sample");
    await writeRun("own", [started({ time: 1 }), step(1)]);
    expect((await parts.storage.list()).map(({ id }) => id)).toEqual(["own", "sample"]);
  });

  it("brings back the newest run, and one that was chosen before it", async () => {
    await writeRun("old", [started({ time: 1 }), step(1)]);
    await writeRun("new", [started({ time: 2 }), step(1), step(2)]);
    await parts.history.restore();
    expect(parts.store.runId()).toBe("new");
    await parts.history.show("old");
    parts.past.clear();
    await parts.history.restore();
    expect(parts.store.runId()).toBe("old");
  });

  it("takes a run that ends in the middle for interrupted", async () => {
    await writeRun("run", [started(), step(200), checkpoint(200)]);
    await parts.history.restore();
    expect(parts.store.state().phase).toBe("stopped");
    expect(said()).toContain("Interrupted");
    expect(parts.store.state().checkpoint).toBe("step-200.safetensors");
  });

  it("shows the end of a run that its window wrote only after the trainer had died", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await writeRun("run", [started(), step(1)]);
    await parts.history.restore();
    expect(parts.store.state().phase).toBe("stopped");
    const file = join(parts.storage.directory("run"), "events.ndjson");
    await appendFile(file, `${JSON.stringify(failed())}\n`);
    await vi.advanceTimersByTimeAsync(2000);
    await until(() => parts.store.state().phase === "failed");
    vi.useRealTimers();
  });

  it("shows the end of a run whose last line lacks its end", async () => {
    await writeRun("run", [started(), step(1), failed()]);
    const file = join(parts.storage.directory("run"), "events.ndjson");
    await truncate(file, (await stat(file)).size - 1);
    await parts.history.restore();
    expect(parts.store.state().phase).toBe("failed");
    expect(await parts.storage.summary("run")).toMatchObject({ phase: "failed" });
  });

  describe("of a run whose trainer is still at work", () => {
    const file = (): string => join(parts.storage.directory("run"), "events.ndjson");
    const lastStep = (): number | undefined => parts.store.state().steps.at(-1)?.step;

    beforeEach(async () => {
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      await writeRun("run", [started(), step(1)]);
      await parts.storage.claim("run", process.pid);
      await parts.history.restore();
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    /** The next look at the file; resolves when its events are there. */
    async function untilStep(number: number): Promise<void> {
      await vi.advanceTimersByTimeAsync(2000);
      await until(() => lastStep() === number);
    }

    it("follows it until its end", async () => {
      expect(parts.store.state().phase).toBe("training");
      await appendFile(file(), `${JSON.stringify(step(2))}\n`);
      await untilStep(2);
      await appendFile(file(), `${JSON.stringify(step(3))}\n`);
      await parts.storage.release("run");
      await untilStep(3);
      expect(parts.store.state().phase).toBe("training");
      await vi.advanceTimersByTimeAsync(2000);
      await until(() => parts.store.state().phase === "stopped");
      expect(vi.getTimerCount()).toBe(0);
    });

    it("shows the failure that its window tells a moment after the trainer died", async () => {
      const looked = vi.spyOn(parts.past, "append");
      await parts.storage.release("run");
      await vi.advanceTimersByTimeAsync(2000);
      await until(() => looked.mock.calls.length === 1);
      expect(parts.store.state().phase).toBe("training");
      await appendFile(file(), `${JSON.stringify(failed())}\n`);
      await vi.advanceTimersByTimeAsync(2000);
      await until(() => parts.store.state().phase === "failed");
      expect(vi.getTimerCount()).toBe(0);
    });

    it("follows one that had failed and is being gone on with", async () => {
      await appendFile(file(), `${JSON.stringify(failed())}\n`);
      await parts.history.show("run");
      expect(parts.store.state().phase).toBe("failed");
      await appendFile(file(), `${JSON.stringify(started({ resumedFrom: 1 }))}\n`);
      await appendFile(file(), `${JSON.stringify(step(2))}\n`);
      await untilStep(2);
      expect(parts.store.state()).toMatchObject({ phase: "training", failure: null });
    });

    it("reads on after its file could not be read once", async () => {
      await rename(file(), `${file()}.away`);
      await vi.advanceTimersByTimeAsync(2000);
      await until(() => vi.getTimerCount() === 1);
      await rename(`${file()}.away`, file());
      await appendFile(file(), `${JSON.stringify(step(2))}\n`);
      await untilStep(2);
    });

    it("reads on after it could not be told once whether the trainer is at work", async () => {
      const claim = join(parts.storage.directory("run"), "trainer.pid");
      await rename(claim, `${claim}.away`);
      await mkdir(claim); // It is there and cannot be read.
      await vi.advanceTimersByTimeAsync(2000);
      await until(() => vi.getTimerCount() === 1);
      await rmdir(claim);
      await rename(`${claim}.away`, claim);
      await appendFile(file(), `${JSON.stringify(step(2))}\n`);
      await untilStep(2);
    });
  });

  it("shows the run that was asked for last, however long the others take to read", async () => {
    await writeRun("slow", [started(), step(1)]);
    await writeRun("quick", [started(), step(1), step(2)]);
    const { history, storage, store } = parts;
    const slow = storage.follow("slow");
    const read = slow.readLines.bind(slow);
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const reading = vi
      .spyOn(slow, "readLines")
      .mockImplementation((take) => released.then(() => read(take)));
    vi.spyOn(storage, "follow").mockReturnValueOnce(slow);
    const shown = history.show("slow");
    await until(() => reading.mock.calls.length === 1);
    await history.show("quick");
    release();
    await shown;
    expect(store.runId()).toBe("quick");
  });

  describe("while a run goes on", () => {
    const steps = (): number => parts.live.state().steps.length;

    beforeEach(async () => {
      await writeRun("past", [started(), step(1), step(2), failed()]);
      await parts.controller.start(started().config);
      await parts.untilPhase("training");
    });

    it("shows one of the past beside it, and the one at work again", async () => {
      const liveId = parts.live.runId();
      await parts.history.show("past");
      expect(parts.store.runId()).toBe("past");
      const before = steps();
      await until(() => steps() > before);
      expect(parts.store.state()).toMatchObject({ phase: "failed" });
      expect(parts.store.state().steps).toHaveLength(2);
      parts.history.showLive();
      expect(parts.store.runId()).toBe(liveId);
      await parts.history.show("past");
      await parts.history.show(liveId ?? "");
      expect(parts.store.runId()).toBe(liveId);
    });

    it("remembers the one at work over a reload of the window, which ends it", async () => {
      await parts.history.show("past");
      expect(parts.memento.get("googlenet.shownRun")).toBe(parts.live.runId());
    });

    it("shows the one at work where the other is deleted", async () => {
      await parts.history.show("past");
      parts.history.forget("past");
      expect(parts.store.runId()).toBe(parts.live.runId());
    });

    it("leaves the one of the past in sight when that at work ends, and shows the next that begins", async () => {
      await parts.history.show("past");
      await parts.controller.stopAndWait();
      expect(parts.store.runId()).toBe("past");
      await parts.controller.start(started().config);
      expect(parts.store.runId()).toBe(parts.live.runId());
    });
  });

  it("shows the run that begins, also where one of the past is still being read", async () => {
    await writeRun("past", [started(), step(1)]);
    const shown = parts.history.show("past");
    await parts.controller.start(started().config);
    await shown;
    expect(parts.store.runId()).toBe(parts.live.runId());
  });

  describe("after a reload of the window", () => {
    it("says that this ended the run, and how it goes on", async () => {
      await parts.memento.update("googlenet.trainedRun", "run");
      await writeRun("run", [started(), step(41), step(42), checkpoint(42), finished("stopped")]);
      await parts.history.restore();
      expect(parts.store.state().phase).toBe("stopped");
      expect(said()).toBe(
        "This window was closed or reloaded while the run trained; it waits at step 42.",
      );
    });

    it("says so of a run that was cut off before its first checkpoint", async () => {
      await parts.memento.update("googlenet.trainedRun", "run");
      await writeRun("run", [started(), step(1)]);
      await parts.history.restore();
      expect(said()).toContain("before its first checkpoint");
    });

    it.each([
      ["was stopped by hand", [finished("stopped")], "stopped"],
      ["failed", [failed()], "failed"],
    ] as const)("says nothing of the kind of a run that %s", async (_, events, phase) => {
      await parts.memento.update("googlenet.trainedRun", "another");
      await writeRun("run", [started(), step(1), checkpoint(1), ...events]);
      await parts.history.restore();
      expect(parts.store.state()).toMatchObject({ phase, message: null });
    });

    it("knows which run its trainer was at work on, until that ends otherwise", async () => {
      const { controller, memento } = parts;
      await controller.start(started().config);
      await parts.untilPhase("training");
      expect(memento.get("googlenet.trainedRun")).toBe(parts.live.runId());
      await controller.stopAndWait();
      await until(() => memento.get("googlenet.trainedRun") === undefined);
      await controller.start(started().config);
      await parts.untilPhase("training");
      await controller.end();
      expect(memento.get("googlenet.trainedRun")).toBe(parts.live.runId());
    });
  });

  it("tells of a run that is gone", async () => {
    await expect(parts.history.show("gone")).rejects.toThrow("The run gone cannot be shown.");
  });

  it("remembers the run over a reload of the window", async () => {
    const memento = createMemento();
    const before = await createRunParts("endless", memento);
    await before.controller.start(started().config);
    await before.untilPhase("training");
    const runId = before.store.runId();
    await before.close();
    expect(memento.get("googlenet.shownRun")).toBe(runId);
  });
});
