import type { Page } from "@playwright/test";
import { preparingRunState, type RunState } from "../../model/run/state.js";
import { phases, type Phase } from "../../model/run/phase.js";
import { recordedRun } from "../support/recordedRun.js";
import { runIn } from "../support/runIn.js";
import type { PageHost } from "../support/pageHost.js";
import { expect, test } from "./page.js";

const checkpoint = "step-00000020.safetensors";

/** What the button that has the focus does; null where none has it. */
function focusedCommand(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute("data-command") ?? null);
}

async function showPhase(host: PageHost, page: Page, run: RunState): Promise<void> {
  host.run = run;
  await host.hydrate();
  await expect(page.locator(".phase")).toHaveAttribute("data-phase", run.phase);
}

test("the button that was pressed keeps the focus while its meaning changes", async ({
  host,
  page,
}) => {
  host.record(recordedRun({ steps: 30 }));
  await host.open("explorer");
  const run = { ...host.run, checkpoint };
  const turns: readonly [Phase, string][] = [
    ["paused", "resume"],
    ["training", "pause"],
    ["stopping", "pause"],
    ["stopped", "resume"],
    ["preparing", "pause"],
    ["finished", "train"],
    ["preparing", "pause"],
    ["training", "pause"],
  ];
  await page.getByRole("button", { name: "Pause" }).focus();
  for (const [phase, command] of turns) {
    await showPhase(host, page, { ...run, phase });
    await expect.poll(() => focusedCommand(page), phase).toBe(command);
  }
  // What it says is what it does.
  await page.keyboard.press("Enter");
  await showPhase(host, page, { ...run, phase: "paused" });
  await page.keyboard.press("Enter");
  await expect.poll(() => host.commands).toEqual(["pause", "resume"]);
});

test("a button that does not apply does nothing", async ({ host, page }) => {
  await host.open("explorer");
  await showPhase(host, page, preparingRunState);
  const pause = page.getByRole("button", { name: "Pause" });
  await expect(pause).toBeDisabled();
  await pause.focus();
  await page.keyboard.press("Enter");
  await pause.click({ force: true });
  await page.getByRole("button", { name: "Stop" }).click();
  await expect.poll(() => host.commands).toEqual(["stop"]);
});

test("a button that goes gives its focus to the one that stays", async ({ host, page }) => {
  host.record(recordedRun({ steps: 30 }));
  await host.open("explorer");
  await page.getByRole("button", { name: "Stop" }).focus();
  await showPhase(host, page, { ...host.run, phase: "finished" });
  await expect.poll(() => focusedCommand(page)).toBe("train");
});

/** What the bar tells: where its mark stands now, and what a screen reader is told. */
function readBar(page: Page): Promise<{ readonly left: number; readonly now: string | null }> {
  return page.locator(".progress").evaluate((bar) => ({
    left: bar.firstElementChild?.getBoundingClientRect().left ?? Number.NaN,
    now: bar.getAttribute("aria-valuenow"),
  }));
}

test("something moves until the first step is done, a few times a second", async ({
  host,
  page,
}) => {
  await host.open("explorer");
  await showPhase(host, page, preparingRunState);
  const { left, now } = await readBar(page);
  expect(now).toBeNull();
  await expect.poll(async () => (await readBar(page)).left).not.toBe(left);
  const paints = await page.locator(".progress .done").evaluate((mark) => {
    const effect = mark.getAnimations()[0]?.effect;
    const [first] = effect instanceof KeyframeEffect ? effect.getKeyframes() : [];
    const seconds = Number(effect?.getComputedTiming().duration) / 1000;
    return Number(/steps\((\d+)/u.exec(first?.easing ?? "")?.[1]) / seconds;
  });
  expect(paints).toBeLessThanOrEqual(6);
  host.record(recordedRun({ steps: 30 }));
  await host.hydrate();
  await expect(page.locator(".progress")).toHaveAttribute("aria-valuenow", "3");
  await expect(page.locator(".progress")).not.toHaveClass(/waiting/u);
});

test("nothing moves for whoever wants no motion", async ({ host, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await host.open("explorer");
  await showPhase(host, page, preparingRunState);
  await expect(page.locator(".progress")).toHaveClass(/waiting/u);
  const moving = page.locator(".progress .done").evaluate((mark) => mark.getAnimations().length);
  expect(await moving).toBe(0);
});

for (const width of [1900, 1245, 950, 700, 420]) {
  test(`what a person waits for is read to its end, ${width} px wide`, async ({ host, page }) => {
    host.record(recordedRun({ steps: 100 }));
    await page.setViewportSize({ width, height: 900 });
    await host.open("explorer");
    const reached = host.run;
    const cut: Partial<Record<Phase, string>> = {};
    for (const phase of phases) {
      await showPhase(host, page, runIn(phase, reached));
      const message = page.locator(".message");
      const text = await message.innerText();
      await expect(message).toHaveAttribute("title", text);
      const fits = await message.evaluate(
        ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
          scrollWidth <= clientWidth && scrollHeight <= clientHeight,
      );
      if (!fits) cut[phase] = text;
    }
    expect(cut).toEqual({});
  });
}

test("the engine and why it was chosen are told in full where the line is short", async ({
  host,
  page,
}) => {
  host.record(recordedRun({ steps: 30 }));
  await host.open("explorer");
  await expect(page.locator(".engine")).toHaveAttribute(
    "title",
    "Fashion-MNIST · 96×96 · TensorFlow 2.21.0 on CPU, 2 cores · float32 · The fastest engine here: no GPU was found.",
  );
});

test("a faster engine is one click away", async ({ host, page }) => {
  host.record(recordedRun({ steps: 30 }));
  const { started } = host.run;
  if (started === null) throw new Error("The recorded run has not started.");
  const faster = { id: "tensorflow", title: "TensorFlow", device: "CPU" };
  await host.open("explorer");
  await expect(page.locator(".faster")).toHaveCount(0);
  const engine = { ...started.engine, faster };
  await showPhase(host, page, { ...host.run, started: { ...started, engine } });
  await page.getByRole("button", { name: "Install TensorFlow" }).click();
  await expect.poll(() => host.commands).toEqual(["setup"]);
});

test("a second pause is said like the first, and does not stay to be read", async ({
  host,
  page,
}) => {
  await page.clock.install();
  const run = recordedRun({ steps: 40 });
  host.record(run.slice(0, 31));
  await host.open("explorer");
  await page.locator(".announcer").evaluate((region) => {
    const said: string[] = [];
    new MutationObserver((records) => {
      for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
        said.push(node.textContent ?? "");
      }
    }).observe(region, { childList: true });
    Object.assign(window, { said });
  });
  const said = (): Promise<readonly string[]> =>
    page.evaluate(() => (window as unknown as { said: string[] }).said);
  const paused = { kind: "paused", time: 0, step: 30 } as const;
  await host.send([paused]);
  await page.clock.runFor(100);
  await host.send([{ ...paused, kind: "resumed" }]);
  await page.clock.runFor(100);
  await host.send([paused]);
  await page.clock.runFor(100);
  expect(await said()).toEqual(["Paused.", "Paused."]);
  await page.clock.runFor(10_000);
  await expect(page.locator(".announcer")).toBeEmpty();
});
