import type { Page } from "@playwright/test";
import { lookOf } from "../../model/metrics/watchdog/fruitless.js";
import { preparingRunState, type RunState } from "../../model/run/state.js";
import { phases, type Phase } from "../../model/run/phase.js";
import { recordedRun } from "../support/recordedRun.js";
import { tinyNetwork } from "../support/tinyNetwork.js";
import { runIn } from "../support/runIn.js";
import type { PageHost } from "../support/pageHost.js";
import { finished } from "../unit/extension/events.js";
import { tried, wide, type WindowSize } from "../support/length.js";
import { expect, test } from "./page.js";

const checkpoint = "step-00000020.safetensors";

/** What the button that has the focus does; null where none has it. */
function focusedCommand(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute("data-command") ?? null);
}

/** A run of a network that is quickly drawn, for what the header alone decides. */
function drawLittle(host: PageHost, steps: number): void {
  host.network = tinyNetwork;
  host.record(recordedRun({ steps, statisticsEvery: steps, network: tinyNetwork }));
}

async function showPhase(host: PageHost, page: Page, run: RunState): Promise<void> {
  host.run = run;
  await host.hydrate();
  await expect(page.locator(".phase")).toHaveAttribute("data-phase", lookOf(run));
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

test(
  "what a person waits for is read to its end, in a window of any width",
  wide,
  async ({ host, page }) => {
    drawLittle(host, 100);
    await host.open("explorer");
    const reached = host.run;
    const cut: string[] = [];
    for (const phase of phases) {
      await showPhase(host, page, runIn(phase, reached));
      const message = page.locator(".message");
      const text = await message.innerText();
      await expect(message).toHaveAttribute("title", text);
      for (const width of tried([1245, 420], [1900, 950, 700])) {
        await page.setViewportSize({ width, height: 900 });
        const fits = await message.evaluate(
          ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
            scrollWidth <= clientWidth && scrollHeight <= clientHeight,
        );
        if (!fits) cut.push(`${phase}, ${width} px wide: ${text}`);
      }
    }
    expect(cut).toEqual([]);
  },
);

test("why the engine was chosen is told to the mouse, the keyboard and a screen reader", async ({
  host,
  page,
}) => {
  host.record(recordedRun({ steps: 30 }));
  await host.open("explorer");
  const engine = page.getByRole("button", { name: "TensorFlow 2.21.0 on CPU, 2 cores" });
  const reason = "The fastest engine here: no GPU was found.";
  await expect(engine).toHaveAttribute("title", /float32\nThe fastest engine here: no GPU/u);
  await expect(engine).toHaveAccessibleDescription(new RegExp(reason, "u"));
  await expect(page.getByRole("tooltip")).toBeHidden();
  await page.keyboard.press("Tab");
  for (
    let stop = 0;
    stop < 4 && !(await engine.evaluate((each) => each === document.activeElement));
    stop++
  )
    await page.keyboard.press("Tab");
  await expect(engine).toBeFocused();
  await expect(page.getByRole("tooltip")).toBeVisible();
  await expect(page.getByRole("tooltip")).toContainText(reason);
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

/** What is cut or hangs out of the header. */
function cutIn(page: Page): Promise<readonly string[]> {
  return page.locator(".run-header").evaluate((header) => {
    const { right } = header.getBoundingClientRect();
    return [
      ...header.querySelectorAll<HTMLElement>(
        ".facts dd, .facts dt, .message, .engine, .text, .label, vscode-button",
      ),
    ]
      .filter(
        (part) =>
          part.getClientRects().length > 0 && getComputedStyle(part).position !== "absolute",
      )
      .filter(
        (part) =>
          part.getBoundingClientRect().right > right ||
          (part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1) ||
          (part.matches(".message") && part.scrollHeight > part.clientHeight + 2),
      )
      .map((part) => part.textContent);
  });
}

/** The middles of what stands in the header. */
function middlesIn(page: Page): Promise<readonly number[]> {
  return page.locator(".run-header :is(.phase, .facts, vscode-button)").evaluateAll((parts) =>
    parts.flatMap((part) => {
      const { top, bottom, height } = part.getBoundingClientRect();
      return height > 0 ? [(top + bottom) / 2] : [];
    }),
  );
}

const windows = tried<WindowSize>(
  [
    [920, 900],
    [920, 616],
  ],
  [
    [1280, 900],
    [1280, 616],
  ],
);

test(
  "nothing of the header is cut in any window, and on a low one it is one row",
  wide,
  async ({ host, page }) => {
    drawLittle(host, 3300);
    await host.open("explorer");
    const { started } = host.run;
    if (started === null) throw new Error("The recorded run has not started.");
    const faster = { id: "tensorflow", title: "TensorFlow", device: "CPU" };
    const engine = { ...started.engine, faster };
    const reached = { ...host.run, phase: "training" as const, started: { ...started, engine } };
    const { summary } = finished();
    const inVain: RunState = {
      ...runIn("finished", reached),
      finished: { time: 0, reason: "completed", summary: { ...summary, loss: 1e31 } },
    };
    expect(lookOf(inVain)).toBe("fruitless");
    for (const run of [...phases.map((phase) => runIn(phase, reached)), inVain]) {
      await showPhase(host, page, run);
      for (const [width, height] of windows) {
        await page.setViewportSize({ width, height });
        const where = `${lookOf(run)} at ${width}×${height}`;
        expect(await cutIn(page), where).toEqual([]);
        const box = (await page.locator(".run-header").boundingBox())!;
        const isLow = height < 760;
        expect(box.height, where).toBeLessThanOrEqual(isLow ? 40 : 100);
        const middles = await middlesIn(page);
        if (isLow) expect(Math.max(...middles) - Math.min(...middles), where).toBeLessThan(4);
      }
    }
    // A long name of a network gives way, and pushes nothing into a line of its own.
    const title = "A tiny network with a name that goes on and on";
    host.network = { ...tinyNetwork, title };
    await page.setViewportSize({ width: 1243, height: 900 });
    await host.reload();
    await expect(page.locator(".run-header .title")).toHaveAttribute("title", title);
    const middles = await middlesIn(page);
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(4);
  },
);

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
