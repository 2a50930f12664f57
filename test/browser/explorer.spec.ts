import { killedEvent } from "../support/failedEvent.js";
import { recordedRun } from "../support/recordedRun.js";
import { chapterEvents } from "../support/runFile.js";
import { idle } from "../support/idle.js";
import { expect, test } from "./page.js";

test("the page obeys the policy and reports no error", async ({ host, page }) => {
  host.record(chapterEvents(320));
  await host.open("explorer");
  await expect(page.locator(".stage .node")).not.toHaveCount(0);
  expect(host.complaints).toEqual([]);
  expect(host.errors).toEqual([]);
});

test("before a run the network is there and Train is offered", async ({ host, page }) => {
  await host.open("explorer");
  await expect(page.locator(".phase")).toHaveText("Not training");
  await expect(page.locator(".strip .item.block")).toHaveCount(9);
  await page.getByRole("button", { name: "Train" }).click();
  await expect.poll(() => host.commands).toEqual(["train"]);
});

test("events from the wire change the header and the blocks", async ({ host, page }) => {
  const events = recordedRun({ steps: 120 });
  await host.open("explorer");
  await host.send(events.slice(0, 60));
  await expect(page.locator('[data-fact="epoch"] dd')).toHaveText("1 / 10");
  await host.send(events.slice(60));
  await expect(page.locator('[data-fact="step"] dd')).toHaveText("120");
  await expect(page.locator('[data-fact="test"] dd')).toHaveText(/^0\.\d{3}$/);
  const newest = host.run.statistics.at(-1)!.nodes["b3/3a/path2"]!;
  await expect(page.locator('[data-value="b3/3a/path2 0"]')).toHaveText(
    newest.activation!.toFixed(3),
  );
  expect(host.refreshes).toBe(0);
});

test("a gap in the events is answered by everything", async ({ host, page }) => {
  const events = recordedRun({ steps: 50 });
  await host.open("explorer");
  await host.send(events.slice(0, 20));
  await host.lose(events.slice(20, 40));
  await host.send(events.slice(40));
  await expect(page.locator('[data-fact="step"] dd')).toHaveText("50");
  expect(host.refreshes).toBe(1);
});

test("Pause, Resume and Stop follow the phase", async ({ host, page }) => {
  host.record(recordedRun({ steps: 30 }));
  await host.open("explorer");
  await page.getByRole("button", { name: "Pause" }).click();
  await host.send([{ kind: "paused", time: 0, step: 30 }]);
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect.poll(() => host.commands).toEqual(["pause", "resume", "stop"]);
});

test("a failure is told with its reason and a way on", async ({ host, page }) => {
  host.record(recordedRun({ steps: 30, plateauSteps: 0 }));
  await host.open("explorer");
  await host.send([killedEvent]);
  const notice = page.locator('[data-notice="failure"]');
  await expect(notice).toContainText("The trainer was killed.");
  await expect(notice).toContainText("The system ran out of memory. Use a smaller batch.");
  await expect(page.getByRole("status")).toContainText("The trainer was killed.");
  await notice.getByRole("button", { name: "Show Log" }).click();
  await notice.getByRole("button", { name: "Restart" }).click();
  await expect.poll(() => host.commands).toEqual(["showLog", "restart"]);
});

test("data that is missing leads to the setting of its folder", async ({ host, page }) => {
  await host.open("explorer");
  await host.send([{ ...killedEvent, step: 0, message: "No data.", remedy: "data" }]);
  const notice = page.locator('[data-notice="failure"]');
  await notice.getByRole("button", { name: "Open Settings" }).click();
  await notice.getByRole("button", { name: "Try Again" }).click();
  await expect.poll(() => host.commands).toEqual(["train"]);
  expect(host.dataSettingsOpened).toBe(1);
});

test("the plateau at ln 10 is explained while it lasts", async ({ host, page }) => {
  const events = recordedRun({ steps: 200, plateauSteps: 40 });
  await host.open("explorer");
  await host.send(events.slice(0, 40));
  const notice = page.locator('[data-notice="plateau"]');
  await expect(notice).toContainText("ln 10 = 2.303");
  await host.send(events.slice(40));
  await expect(notice).toHaveCount(0);
});

test("a text that looks like HTML is shown as text", async ({ host, page }) => {
  await host.open("explorer");
  const message = '<img src=x onerror="alert(1)">';
  await host.send([{ kind: "log", time: 0, level: "info", message }]);
  host.run = { ...host.run, phase: "preparing" };
  await host.hydrate();
  await expect(page.locator(".message")).toHaveText(message);
  expect(host.complaints).toEqual([]);
});

test("a live update changes texts and attributes alone, on the whole page", async ({
  host,
  page,
}) => {
  const events = recordedRun({ steps: 320 });
  host.record(events.slice(0, 300));
  await host.open("explorer");
  await page.locator(".stage-head .crumbs button").first().click();
  await expect(page.locator(".stage .node.block")).toHaveCount(9);
  await idle(page);
  await page.evaluate(() => {
    const added: string[] = [];
    new MutationObserver((records) => {
      for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
        // What is said to a screen reader is a node of its own.
        if (node instanceof Element && node.closest(".announcer") === null)
          added.push(node.outerHTML.slice(0, 120));
      }
    }).observe(document.body, { subtree: true, childList: true });
    Object.assign(window, { added });
  });
  const last = events[events.length - 1]!;
  await host.send(events.slice(300));
  await expect(page.locator('[data-fact="step"] dd')).toHaveText(
    "step" in last ? String(last.step) : "",
  );
  await idle(page);
  expect(await page.evaluate(() => (window as unknown as { added: string[] }).added)).toEqual([]);
});
